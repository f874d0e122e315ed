#pragma once

#include <optional>
#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// Why the operator of a Cluster may not have in-tree Barman, removed in CloudNativePG 1.31.
struct OperatorRisk {
  text::Place place;
  std::string what;  // "the chart of HelmRelease cnpg-system/cloudnative-pg has no version"
};

// A chart held to one minor version is no risk. None where the Cluster's operator is not in the repository, or its version only
// known there.
std::optional<OperatorRisk> operator_risk(const Estate& estate, const Cluster& cluster);

}  // namespace safeops::rules
