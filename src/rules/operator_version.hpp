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

// By the image where the repository names one, else by the chart. A chart held to one minor version is no risk, whichever: its
// number is not the operator's. None where the Cluster's operator is not in the repository, or its version only known there.
std::optional<OperatorRisk> operator_risk(const Estate& estate, const Cluster& cluster);

}  // namespace safeops::rules
