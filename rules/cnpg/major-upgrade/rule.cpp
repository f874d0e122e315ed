#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// What of the change runs on the database while it is upgraded, or right after.
std::vector<Related> beside(const Change& change, const Cluster& cluster) {
  std::vector<Related> found;
  for (const MigrationStep& step : change.migrations())
    if (step.after && !step.statements.empty() && step.after->database == cluster.name() &&
        (!step.after->resource || step.after->resource->environment_name() == cluster.resource->environment_name()))
      found.push_back({step.after->place(step.statements.front().statement->span), "the same change migrates its schema"});
  for (const Release* release : change.releases_on(cluster.name()))
    if (release->is_version() && release->after->resource->environment_name() == cluster.resource->environment_name())
      found.push_back({release->to.place, fmt::format("the same change releases {}", release->text())});
  return found;
}

// The Debian release that the tag of imageName ends with; "" where it names none.
std::string_view debian_release_of(const Cluster& cluster) {
  std::string_view image = cluster.object().at("spec.imageName").text();
  image = image.substr(0, image.find('@'));
  for (const std::string_view release : {"bullseye", "bookworm", "trixie", "forky"})
    if (image.ends_with(release)) return release;
  return {};
}

// " and from bookworm to trixie"
std::string other_system(const Cluster& before, const Cluster& after) {
  const std::string_view was = debian_release_of(before), is = debian_release_of(after);
  return was.empty() || is.empty() || was == is ? "" : fmt::format(" and from {} to {}", was, is);
}

bool archives(const Cluster& cluster) {
  return cluster.backup_method() == BackupMethod::plugin || cluster.backup_method() == BackupMethod::barman_object_store;
}

// The archive goes on under the same name: CNPG asks for another one, for the timeline starts at 1 again.
std::string next_step(const Cluster& before, const Cluster& after, bool alone) {
  std::string next = alone ? "" : "Upgrade in a change of its own. ";
  if (!other_system(before, after).empty())
    next += fmt::format("Stay on {} for the upgrade, and change the operating system afterwards. ", debian_release_of(before));
  next += "Try it on a restored copy first, take a base backup right before and right after";
  if (archives(after) && before.archive_server_name() == after.archive_server_name())
    next += fmt::format(", and give the archive another `serverName` in the same change (`{}-{}`)", after.name(),
                        *after.postgres_major());
  return next + "; keep the old archive for as long as somebody may want to go back, and run ANALYZE.";
}

void report(const Change& change, const Cluster& before, const Cluster& after, Findings& out) {
  std::vector<Related> related = beside(change, after);
  const bool alone = related.empty();
  const std::string system = other_system(before, after);
  const bool by_catalog = !after.object().at("spec.imageCatalogRef").is_missing();
  out.add(
      {.place = after.field(by_catalog ? "spec.imageCatalogRef.major" : "spec.imageName"),
       .what = fmt::format("{} goes from PostgreSQL {} to {}{}{}", after.text(), *before.postgres_major(),
                           *after.postgres_major(), system, alone ? "" : ", together with what else runs on it"),
       .why = fmt::format(
           "It is down until pg_upgrade is through, and its replicas are cloned anew. Point-in-time recovery does not cross the "
           "upgrade: backups from before it restore to {} only, without anything written since.{}{}",
           *before.postgres_major(),
           system.empty() ? "" : " pg_upgrade fails when the two versions come from different operating systems.",
           alone ? "" : " When the app then fails, nobody can tell by which of the two, and neither can be taken back alone."),
       .next = next_step(before, after, alone),
       .related = std::move(related),
       .level = alone && system.empty() ? Level::warning : Level::error});
}

bool is_catalog(const flux::Object& object) {
  return object.is("postgresql.cnpg.io", "ImageCatalog") || object.is("postgresql.cnpg.io", "ClusterImageCatalog");
}

std::vector<Related> users_of(const Change& change, const Resource& catalog, std::int64_t major) {
  std::vector<Related> users;
  for (const Cluster& cluster : change.head().clusters()) {
    const yaml::Node& reference = cluster.object().at("spec.imageCatalogRef");
    const bool reaches = catalog.object->kind() == "ClusterImageCatalog" || catalog.object->namespace_() == cluster.namespace_();
    if (cluster.deployed() && reaches && reference["kind"].text() == catalog.object->kind() &&
        reference["name"].text() == catalog.object->name() && reference["major"].integer() == major &&
        cluster.resource->environment_name() == catalog.environment_name())
      users.push_back({reference["major"].place(), fmt::format("{} runs it", cluster.text())});
  }
  return users;
}

// The operator believes the catalog's major: it starts such an image on the old version's data files.
void check_catalog(const Change& change, const Resource* before, const Resource& catalog, Findings& out) {
  static const yaml::Node none;
  const auto& known = (before ? before->object->at("spec.images") : none).items();
  for (const yaml::Node& entry : catalog.object->at("spec.images").items()) {
    const auto major = entry["major"].integer();
    const auto real = postgres_major_of_image(entry["image"].text());
    const bool stood = std::any_of(known.begin(), known.end(), [&](const yaml::Node& old) {
      return old["major"].text() == entry["major"].text() && old["image"].text() == entry["image"].text();
    });
    if (!major || !real || *major == *real || stood) continue;
    out.add({.place = entry["image"].place(),
             .about = &catalog,
             .what = fmt::format("{} gives an image of PostgreSQL {} for major {}", catalog.text(), *real, *major),
             .why = fmt::format("Every Cluster that takes major {} from it gets the new image without being touched, and {} "
                                "cannot read its data files: the replicas fail first, then the primary.",
                                *major, *real),
             .next = fmt::format("Keep an image of {0} under major {0}, add another entry for {1}, and upgrade each Cluster by "
                                 "its own `imageCatalogRef.major`.",
                                 *major, *real),
             .related = users_of(change, catalog, *major),
             .level = Level::error});
  }
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!before || !after || !before->deployed() || !after->deployed()) continue;
    if (before->postgres_major() && after->postgres_major() && *before->postgres_major() < *after->postgres_major())
      report(change, *before, *after, out);
  }
  for (const auto& [before, after] : change.resources())
    if (after && after->deployed() && is_catalog(*after->object)) check_catalog(change, before, *after, out);
}

}  // namespace

extern constinit const Rule cnpg_major_upgrade{
    .title = "A database gets a new PostgreSQL major version", .level = Level::warning, .check = check};

}  // namespace safeops::rules
