#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "rules/cause.hpp"
#include "rules/rule.hpp"
#include "rules/second_run.hpp"

namespace safeops::rules {
namespace {

using Tool = MigrationRun::Tool;

// The database that a run changes: by its name, else the one of the namespace.
using Where = std::tuple<std::string_view, std::string_view, const Environment*, std::string_view, std::string_view>;

Where where(const MigrationRun& run) {
  const std::string_view near = run.database.empty() ? run.namespace_() : std::string_view{};
  return {run.migration, run.resource->unit->cluster, run.environment(), run.database, near};
}

// At base, by what runs it.
class RunsBefore {
 public:
  explicit RunsBefore(const Estate& base) : base_(&base) {
    for (const MigrationRun& run : base.migration_runs()) known_.insert(key(run));
  }
  [[nodiscard]] bool knows(const MigrationRun& run) const { return known_.contains(key(run)); }
  // What is added to the bootstrap of a Cluster that exists already never runs there.
  [[nodiscard]] bool comes_too_late(const MigrationRun& run) const {
    if (run.tool != Tool::cnpg || knows(run)) return false;
    const auto same = [&](const Cluster& cluster) { return cluster.object().id() == run.object().id(); };
    return std::any_of(base_->clusters().begin(), base_->clusters().end(), same);
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;
  static Key key(const MigrationRun& run) { return {run.migration, run.resource->unit->cluster, run.object().id().text()}; }

  const Estate* base_;
  std::set<Key> known_;
};

bool repeats(const MigrationRun& first, const MigrationRun& second) {
  if (first.object().id() == second.object().id()) return false;
  return first.tool != Tool::records || second.tool != Tool::records;  // who writes down what has run finds it done
}

void report(const Change& change, const MigrationRun& newer, const MigrationRun& other, Findings& out) {
  const Migration* migration = change.head().migration(newer.migration);
  const auto conflict = migration ? second_run_conflict(change, *migration) : std::nullopt;
  if (!conflict) return;
  out.add(
      {.place = change.touches(newer.place().source) ? newer.place() : cause_of_delivery(change, *newer.resource),
       .what = fmt::format("{} runs twice: by {} and by {}", migration->path, other.text(), newer.text()),
       .why = fmt::format("Whichever comes second fails: {} ({}). A Job that fails is tried again, and what waits for it is not "
                          "delivered.",
                          conflict->message, conflict->sqlstate),
       .next = fmt::format("Let one of them run {}: name in the other's command, or in the `items` of its volume, the files "
                           "that are its own.",
                           migration->path),
       .related = {{other.place(), fmt::format("{} runs it too", other.text())}, {migration->place(), "what runs twice"}}});
}

void check(const Change& change, Findings& out) {
  if (change.head().migration_runs().empty()) return;
  const RunsBefore before(change.base());
  std::map<Where, const MigrationRun*> first;
  for (const MigrationRun& run : change.head().migration_runs()) {
    if (!run.certain || run.tool == Tool::unknown || before.comes_too_late(run)) continue;
    const auto [other, is_first] = first.try_emplace(where(run), &run);
    if (is_first || !repeats(*other->second, run) || (before.knows(*other->second) && before.knows(run))) continue;
    const bool second_is_new = !before.knows(run);
    report(change, second_is_new ? run : *other->second, second_is_new ? *other->second : run, out);
  }
}

}  // namespace

extern constinit const Rule schema_runs_twice{
    .title = "Migration that two mechanisms run", .level = Level::error, .check = check};

}  // namespace safeops::rules
