#include "estate/operator_version.hpp"

#include <fmt/format.h>

#include <charconv>

namespace safeops {
namespace {

bool is_operator(const Artifact& artifact) {
  return artifact.form == Artifact::Form::image ? artifact.name.ends_with("/cloudnative-pg/cloudnative-pg")
                                                : artifact.name == "cloudnative-pg";
}

// "1.31.0": {1, 31}. None for what does not start so.
std::optional<MinorVersion> minor_version(std::string_view tag) {
  if (tag.starts_with('v')) tag.remove_prefix(1);
  MinorVersion version;
  const char* end = tag.data() + tag.size();
  const auto major = std::from_chars(tag.data(), end, version.first);
  if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.') return {};
  if (std::from_chars(major.ptr + 1, end, version.second).ec != std::errc{}) return {};
  return version;
}

// `0.26.x`, `~0.26.1`, `^0.26.0`: in Helm's ranges of 0.x nothing but the patch moves.
std::optional<MinorVersion> held_minor(std::string_view range) {
  if (range.find_first_of(" |,") != range.npos) return {};
  if (!range.empty() && (range.front() == '~' || range.front() == '^')) range.remove_prefix(1);
  return minor_version(range);
}

// The appVersion of each chart that was published (charts/cloudnative-pg/Chart.yaml); 0.24 and 0.25 both brought 1.26.
std::optional<MinorVersion> operator_of_chart(const MinorVersion& chart) {
  if (chart.first != 0 || chart.second < 13 || chart.second > 29) return {};
  return MinorVersion{1, chart.second + (chart.second < 25 ? 2 : 1)};
}

std::optional<MinorVersion> minor_of(const Artifact& artifact) {
  if (artifact.form == Artifact::Form::image) return minor_version(artifact.tag);
  const auto chart = held_minor(artifact.tag);
  return chart ? operator_of_chart(*chart) : std::nullopt;
}

}  // namespace

std::string OperatorVersion::drift() const {
  if (!artifact || artifact->form == Artifact::Form::image || !artifact->is_floating() || held_minor(artifact->tag)) return {};
  return artifact->tag.empty() ? fmt::format("the chart of {} has no version", workload->text())
                               : fmt::format("the chart of {} may be any of `{}`", workload->text(), artifact->tag);
}

OperatorVersion operator_version(const Estate& estate, std::string_view cluster) {
  for (const Artifact::Form form : {Artifact::Form::image, Artifact::Form::chart, Artifact::Form::source})
    for (const Workload& workload : estate.workloads()) {
      if (!workload.deployed() || workload.resource->unit->cluster != cluster) continue;
      for (const Artifact& artifact : workload.artifacts)
        if (artifact.form == form && is_operator(artifact))
          return {.workload = &workload, .artifact = &artifact, .minor = minor_of(artifact)};
    }
  return {};
}

}  // namespace safeops
