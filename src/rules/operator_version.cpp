#include "rules/operator_version.hpp"

#include <fmt/format.h>

#include "estate/operator_version.hpp"

namespace safeops::rules {

std::optional<OperatorRisk> operator_risk(const Estate& estate, const Cluster& cluster) {
  constexpr MinorVersion without_in_tree{1, 31};
  const OperatorVersion version = operator_version(estate, cluster.resource->unit->cluster);
  if (version.minor && *version.minor >= without_in_tree)
    return OperatorRisk{version.artifact->place, fmt::format("{} runs operator {}, which has none", version.workload->text(),
                                                             version.artifact->version())};
  const std::string drift = version.drift();
  return drift.empty() ? std::nullopt : std::optional(OperatorRisk{version.artifact->place, drift});
}

}  // namespace safeops::rules
