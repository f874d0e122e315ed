#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "estate/estate.hpp"

namespace safeops {

using MinorVersion = std::pair<int, int>;  // {1, 30}

// What is judged where the repository does not say which operator runs.
inline constexpr MinorVersion newest_known_operator{1, 30};

// The CloudNativePG operator of one Kubernetes cluster, as far as the repository says.
struct OperatorVersion {
  const Workload* workload = nullptr;  // null: it is not delivered from here
  const Artifact* artifact = nullptr;  // the image, chart or source that says its version
  std::optional<MinorVersion> minor;   // none where nothing holds it to one, and for charts newer than those known here

  [[nodiscard]] MinorVersion judged_as() const { return minor.value_or(newest_known_operator); }
  // Why it may be another one tomorrow, a clause: "the chart of HelmRelease cnpg-system/cloudnative-pg has no version"; empty
  // where it is held to one minor version, and where only the cluster knows.
  [[nodiscard]] std::string drift() const;
};

// By the image where the repository names one, else by the chart of the operator (cloudnative-pg/charts: 0.26 brings 1.27).
// `cluster` is Unit::cluster.
OperatorVersion operator_version(const Estate& estate, std::string_view cluster);

}  // namespace safeops
