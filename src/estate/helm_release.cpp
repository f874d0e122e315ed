#include "estate/helm_release.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "estate/workload.hpp"
#include "flux/repository_path.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_templates = 200;
constexpr std::string_view hook = "helm.sh/hook";

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool is_called_after_migrations(std::string_view key) {
  const std::string folded = lower(key);
  constexpr std::array negations = {"disable", "skip", "no", "without"};
  const bool negated =
      std::any_of(negations.begin(), negations.end(), [&](const char* word) { return folded.starts_with(word); });
  const std::size_t at = folded.find("migrat");
  return !negated && at != folded.npos && (at == 0 || folded[at - 1] != 'm');  // immigration
}

// An environment variable speaks to the app, not to the chart.
bool is_variable(std::string_view key) {
  return std::none_of(key.begin(), key.end(), [](unsigned char c) { return std::islower(c); });
}

bool is_for_upgrades(std::string_view hooks) {
  return hooks.find("pre-upgrade") != hooks.npos || hooks.find("post-upgrade") != hooks.npos;
}

std::optional<HelmRelease::Migration> migration_in(const yaml::Node& values, const std::string& path, bool below_migrations) {
  for (const auto& [key, value] : values.members()) {
    const std::string here = fmt::format("{}.{}", path, key.text());
    const bool is_named = is_called_after_migrations(key.text()) && !is_variable(key.text());
    const bool is_hook = below_migrations && key.text() == hook && is_for_upgrades(value.text());
    const bool is_switch = is_named || (below_migrations && key.text() == "enabled");
    if (is_hook || (is_switch && value.boolean() == true))
      return HelmRelease::Migration{value.place(), fmt::format("`{}`", here)};
    const bool is_off = value["enabled"].boolean() == false;
    if (is_off) continue;
    if (auto found = migration_in(value, here, below_migrations || is_named)) return found;
  }
  for (const yaml::Node& item : values.items())
    if (auto found = migration_in(item, path, below_migrations)) return found;
  return {};
}

// The first line of a template that makes it a hook of upgrades, when the template speaks of migrations.
std::optional<std::uint32_t> hook_line(const text::Source& source) {
  if (lower(source.text()).find("migrat") == std::string::npos) return {};
  for (std::uint32_t line = 1; line <= source.lines().count(); ++line) {
    const std::string_view text = source.line(line);
    const std::size_t at = text.find(hook);
    if (at != text.npos && is_for_upgrades(text.substr(at))) return line;
  }
  return {};
}

std::optional<HelmRelease::Migration> hook_in_chart(const Resource& release, const git::Snapshot& snapshot,
                                                    text::Sources& sources) {
  const yaml::Node& chart = release.object->at("spec.chart.spec");
  if (chart.at("sourceRef.kind").text() != "GitRepository") return {};
  const auto directory = flux::join_path("", chart["chart"].text());
  if (!directory || !snapshot.find(*directory + "/Chart.yaml")) return {};
  std::vector<git::Entry> files = snapshot.files(*directory + "/templates");
  files.resize(std::min(files.size(), most_templates));
  for (const git::Entry& file : files) {
    const text::Source& source = sources.get(file);
    if (const auto line = hook_line(source))
      return HelmRelease::Migration{line_place(source, *line), fmt::format("the hook in {}", file.path)};
  }
  return {};
}

}  // namespace

bool HelmRelease::rolls_back() const {
  const yaml::Node& upgrade = object().at("spec.upgrade");
  const yaml::Node& remediation = upgrade["remediation"];
  if (!remediation.is_map() || upgrade.at("strategy.name").text() == "RetryOnFailure") return false;
  const std::string_view strategy = remediation["strategy"].text();
  if (!strategy.empty() && strategy != "rollback") return false;
  const auto retries = remediation["retries"].integer().value_or(0);
  return retries != 0 || remediation["remediateLastFailure"].boolean().value_or(false);
}

std::deque<HelmRelease> read_helm_releases(const std::deque<Workload>& workloads, const git::Snapshot& snapshot,
                                           text::Sources& sources) {
  std::deque<HelmRelease> releases;
  for (const Workload& workload : workloads) {
    if (!is_helm_release(workload.object())) continue;
    HelmRelease& release = releases.emplace_back();
    release.resource = workload.resource;
    release.workload = &workload;
    release.migration = migration_in(workload.object().at("spec.values"), "values", false);
    if (!release.migration) release.migration = hook_in_chart(*workload.resource, snapshot, sources);
  }
  return releases;
}

}  // namespace safeops
