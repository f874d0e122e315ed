#include "rules/operator_version.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace safeops::rules {
namespace {

bool is_operator(const Artifact& artifact) {
  return artifact.form == Artifact::Form::image ? artifact.name.ends_with("/cloudnative-pg/cloudnative-pg")
                                                : artifact.name == "cloudnative-pg";
}

// "1.31.0": {1, 31}. None for what does not start so.
std::optional<std::pair<int, int>> minor_version(std::string_view tag) {
  if (tag.starts_with('v')) tag.remove_prefix(1);
  std::pair<int, int> version;
  const char* end = tag.data() + tag.size();
  const auto major = std::from_chars(tag.data(), end, version.first);
  if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.') return {};
  if (std::from_chars(major.ptr + 1, end, version.second).ec != std::errc{}) return {};
  return version;
}

// `0.26.x`, `~0.26.1`, `^0.26.0`: in Helm's ranges of 0.x nothing but the patch moves.
bool holds_minor(std::string_view range) {
  if (!range.empty() && (range.front() == '~' || range.front() == '^')) range.remove_prefix(1);
  return minor_version(range).has_value() && range.find_first_of(" |,") == std::string_view::npos;
}

std::optional<OperatorRisk> risk_of(const Workload& workload, const Artifact& artifact) {
  if (artifact.form == Artifact::Form::image) {
    const auto version = minor_version(artifact.tag);
    if (!version || *version < std::pair(1, 31)) return {};
    return OperatorRisk{artifact.place, fmt::format("{} runs operator {}, which has none", workload.text(), artifact.version())};
  }
  if (!artifact.is_floating() || holds_minor(artifact.tag)) return {};
  return OperatorRisk{artifact.place, artifact.tag.empty()
                                          ? fmt::format("the chart of {} has no version", workload.text())
                                          : fmt::format("the chart of {} may be any of `{}`", workload.text(), artifact.tag)};
}

}  // namespace

std::optional<OperatorRisk> operator_risk(const Estate& estate, const Cluster& cluster) {
  for (const Artifact::Form form : {Artifact::Form::image, Artifact::Form::chart, Artifact::Form::source})
    for (const Workload& workload : estate.workloads()) {
      if (!workload.deployed() || workload.resource->unit->cluster != cluster.resource->unit->cluster) continue;
      for (const Artifact& artifact : workload.artifacts)
        if (artifact.form == form && is_operator(artifact)) return risk_of(workload, artifact);
    }
  return {};
}

}  // namespace safeops::rules
