#include <algorithm>
#include <array>

#include "rules/cause.hpp"
#include "rules/cluster_uses.hpp"
#include "rules/data_plane.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// Those that did not call the same Cluster so before.
std::vector<ClusterUse> new_uses(const Change& change, const ClusterUses& base, const ClusterUses& head, const Cluster& cluster) {
  std::vector<ClusterUse> uses = head.of_old_name(cluster);
  const Cluster* before = uses.empty() ? nullptr : counterpart(change.base(), cluster);
  if (!before) return uses;
  const std::vector<ClusterUse> known = base.of_old_name(*before);
  std::erase_if(uses, [&](const ClusterUse& use) {
    return std::any_of(known.begin(), known.end(),
                       [&](const ClusterUse& then) { return then.user->object->id() == use.user->object->id(); });
  });
  return uses;
}

constexpr std::array<std::string_view, 2> affixes{"namePrefix", "nameSuffix"};

bool has_affix(const yaml::File* file, std::string_view affix, std::string_view text) {
  return file && std::any_of(file->documents.begin(), file->documents.end(),
                             [&](const yaml::Document& document) { return document.root[affix].text() == text; });
}

// The line of this change that gives the Cluster another name than it had.
std::optional<text::Place> renaming(const Change& change, const Cluster& cluster) {
  const flux::Unit& unit = *cluster.resource->unit;
  for (const std::string_view affix : affixes) {
    const yaml::Node* own = unit.kustomization ? unit.kustomization->at("spec").find(affix) : nullptr;
    if (own && change.touches(own->place().source)) return own->place();
    for (const WatchedFile& file : change.watched()) {
      if (!file.yaml || !unit.build->inputs.contains(file.path())) continue;
      for (const yaml::Document& document : file.yaml->documents)
        if (const yaml::Node& value = document.root[affix];
            !value.text().empty() && !has_affix(file.base_yaml, affix, value.text()))
          return value.place();
    }
  }
  return std::nullopt;
}

text::Place place_of(const Change& change, const Cluster& cluster, const std::vector<ClusterUse>& users) {
  if (const auto line = renaming(change, cluster)) return *line;
  for (const ClusterUse& user : users)
    if (change.touches(user.place.source)) return user.place;
  return cause_of_delivery(change, *cluster.resource);
}

void check(const Change& change, Findings& out) {
  const ClusterUses head(change.head());
  const ClusterUses base(change.base());
  for (const Cluster& cluster : change.head().clusters()) {
    const std::vector<ClusterUse> users = new_uses(change, base, head, cluster);
    if (users.empty()) continue;
    const std::string_view written = cluster.object().written_name();
    const std::string others = users.size() > 1 ? fmt::format(" and {} more", users.size() - 1) : "";
    Finding finding{
        .place = place_of(change, cluster, users),
        .what = fmt::format("Cluster {} is applied as {}, and {}{} still {} it by its old name", written, cluster.text(),
                            users.front().user->object->id().text(), others, users.size() > 1 ? "call" : "calls")};
    finding.why =
        "kustomize renames objects and the references it knows; those to a CloudNativePG Cluster it does not know. Backups, "
        "databases and apps then look for a cluster that is not there.";
    finding.next = fmt::format(
        "Name the Cluster in its own file instead of by prefix or suffix, or write `{}` in each of these places (for "
        "`spec.cluster` "
        "a `nameReference` under `configurations:` does it).",
        cluster.name());
    for (const ClusterUse& user : users) finding.related.push_back({user.place, user.user->object->id().text()});
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule flux_prefix_breaks_reference{
    .title = "A renamed Cluster is still called by its old name", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
