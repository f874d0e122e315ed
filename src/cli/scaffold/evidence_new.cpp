#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/revisions.hpp"
#include "cli/scaffold/commands.hpp"
#include "cli/scaffold/draft.hpp"
#include "cli/scaffold/evidence_documents.hpp"
#include "cli/scaffold/plan_named.hpp"
#include "cli/session.hpp"
#include "estate/schema_check.hpp"
#include "git/cannot_run.hpp"
#include "text/digest.hpp"

namespace safeops {
namespace {

constexpr std::string_view evidence_root = ".safeops/evidence/";

// The last one before production: there a drill tells most and costs least.
std::string_view place_for_a_drill(const Policy& policy) {
  std::string_view name = policy.environments.empty() ? "staging" : std::string_view(policy.environments.front().name);
  for (const Environment& environment : policy.environments)
    if (!environment.is_protected) name = environment.name;
  return name;
}

// Those of protected environments first: their backups are what counts.
std::vector<std::string> clusters_of(const Estate& estate, const Plan& plan) {
  std::vector<std::string> names;
  const auto take = [&](bool in_protected) {
    for (const Cluster* cluster : estate.clusters_named(plan.database)) {
      const std::string name = fmt::format("{}/{}", cluster->namespace_(), cluster->name());
      const bool known = std::find(names.begin(), names.end(), name) != names.end();
      if (cluster->resource->in_protected() == in_protected && !known) names.push_back(name);
    }
  };
  take(true);
  take(false);
  return names;
}

bool is_evidence(const git::FileChange& file) {
  return file.path().starts_with(evidence_root) && (!file.base || file.base->path.starts_with(evidence_root));
}

FileDigest digest_of(const git::FileChange& file, const git::Repository& repository) {
  if (!file.head) return {file.path(), "removed"};
  if (!file.head->is_file())
    throw CannotRun(fmt::format(
        "{}: a symbolic link or submodule is part of this change, and nobody can answer for what it holds.", file.path()));
  return {file.path(), text::sha256_hex(repository.read_blob(file.head->id))};
}

// With the schema where this call will bring it.
std::vector<FileDigest> changed_files(const git::Repository& repository, const WorkTree& tree, const Arguments& arguments,
                                      const Surroundings& surroundings) {
  const Revisions revisions = choose_revisions(repository, arguments, surroundings);
  std::vector<FileDigest> files;
  for (const git::FileChange& file : git::diff({repository, revisions.base_tree}, {repository, revisions.head_tree}))
    if (!is_evidence(file)) files.push_back(digest_of(file, repository));
  const Draft schema = schema_draft("evidence");
  if (!tree.read(schema.path)) files.push_back({schema.path, text::sha256_hex(schema.content)});
  std::sort(files.begin(), files.end(), [](const FileDigest& one, const FileDigest& other) { return one.path < other.path; });
  return files;
}

}  // namespace

int run_evidence_new(const Arguments& arguments, const Surroundings& surroundings) {
  const ScaffoldCall& call = arguments.scaffold;
  const git::Repository repository = open_repository(arguments, surroundings);
  const WorkTree tree(repository);
  const git::Snapshot snapshot = choose_snapshot(repository, arguments);
  Library library(repository, choose_jobs(arguments));
  const Estate estate(library, snapshot, policy_of(snapshot, library));
  const Plan& plan = plan_named(estate, call.plan);
  const std::string directory = evidence_directory_of(plan);
  std::vector<Draft> drafts;
  if (call.evidence == "drill") {
    const std::string_view environment = place_for_a_drill(estate.policy());
    drafts.push_back({fmt::format("{}/drill-{}.yaml", directory, file_name_part(environment)), write_drill(plan, environment)});
  } else if (call.evidence == "restore") {
    drafts.push_back({fmt::format("{}/restore-test-{}.yaml", directory, file_name_part(plan.database)),
                      write_restore_test(plan, clusters_of(estate, plan))});
  } else if (call.evidence == "break-glass") {
    drafts.push_back({fmt::format("{}/break-glass.yaml", directory),
                      write_break_glass(plan, changed_files(repository, tree, arguments, surroundings))});
  } else {
    throw CannotRun(fmt::format("evidence new {}: write drill, restore or break-glass.", call.evidence));
  }
  const std::string path = drafts.front().path;
  if (call.evidence != "restore") drafts.push_back(schema_draft("evidence"));
  *surroundings.out
      << write_drafts(tree, drafts, {.force = call.force})
      << fmt::format("Next: fill in {}, all of it: until then it proves nothing. Then commit it with the change it is for.\n",
                     path);
  return 0;
}

}  // namespace safeops
