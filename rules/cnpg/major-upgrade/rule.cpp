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

bool archives(const Cluster& cluster) {
  return cluster.backup_method() == BackupMethod::plugin || cluster.backup_method() == BackupMethod::barman_object_store;
}

// The archive goes on under the same name: CNPG asks for another one, for the timeline starts at 1 again.
std::string next_step(const Cluster& before, const Cluster& after, bool alone) {
  std::string next = alone ? "" : "Upgrade in a change of its own. ";
  next += "Try it on a restored copy first, take a base backup right before and right after";
  if (archives(after) && before.archive_server_name() == after.archive_server_name())
    next += fmt::format(", and give the archive another `serverName` in the same change (`{}-{}`)", after.name(),
                        *after.postgres_major());
  return next + "; keep the old archive for as long as somebody may want to go back, and run ANALYZE.";
}

void report(const Change& change, const Cluster& before, const Cluster& after, Findings& out) {
  std::vector<Related> related = beside(change, after);
  const bool alone = related.empty();
  const bool by_catalog = !after.object().at("spec.imageCatalogRef").is_missing();
  out.add(
      {.place = after.field(by_catalog ? "spec.imageCatalogRef.major" : "spec.imageName"),
       .what = fmt::format("{} goes from PostgreSQL {} to {}{}", after.text(), *before.postgres_major(), *after.postgres_major(),
                           alone ? "" : ", together with what else runs on it"),
       .why = fmt::format(
           "It is down until pg_upgrade is through, and its replicas are cloned anew. Point-in-time recovery does not cross the "
           "upgrade: backups from before it restore to {} only, without anything written since.{}",
           *before.postgres_major(),
           alone ? "" : " When the app then fails, nobody can tell by which of the two, and neither can be taken back alone."),
       .next = next_step(before, after, alone),
       .related = std::move(related),
       .level = alone ? Level::warning : Level::error});
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!before || !after || !before->deployed() || !after->deployed()) continue;
    if (before->postgres_major() && after->postgres_major() && *before->postgres_major() < *after->postgres_major())
      report(change, *before, *after, out);
  }
}

}  // namespace

extern constinit const Rule cnpg_major_upgrade{
    .title = "A database gets a new PostgreSQL major version", .level = Level::warning, .check = check};

}  // namespace safeops::rules
