#include "rules/landed_migration.hpp"

namespace safeops::rules {
namespace {

// The file that comes before it in its directory, at head and at base: what is usual there.
const Migration* neighbour(const Change& change, const Migration& of) {
  const Migration* before = nullptr;
  for (const Migration& each : change.head().migrations()) {
    if (each.name >= of.name) break;
    if (is_up_file(each) && each.directory() == of.directory() && change.base().migration(each.name)) before = &each;
  }
  return before;
}

bool is_carried(const Migration& migration) {
  return migration.resource != nullptr;
}

Finding not_carried(const MigrationStep& step, const Migration& neighbour) {
  return {
      .what = fmt::format("nothing delivers {}, and {} is in {}", step.after->path, neighbour.path, neighbour.resource->text()),
      .next = fmt::format("Add it to the files of {}, in every environment it is for.", neighbour.resource->text()),
      .related = {{neighbour.resource->object->place(), fmt::format("{} is delivered here", neighbour.path)}}};
}

Finding not_run(const MigrationStep& step, const MigrationRun& run, const Migration& neighbour) {
  return {.what = fmt::format("no Job runs {}, as {} runs {}", step.after->path, run.text(), neighbour.path),
          .next = fmt::format("Add a Job that runs it, under a new name, beside {}.", run.text()),
          .related = {{run.place(), fmt::format("{} is run here", neighbour.path)}}};
}

void check(const Change& change, Findings& out) {
  const Estate& head = change.head();
  for (const MigrationStep& step : change.migrations()) {
    const bool judged = step.is_new() && is_up_file(*step.after) && !step.statements.empty();
    if (!judged || step.in_contract()) continue;  // a contract is delivered when its window has ended
    const Migration* other = neighbour(change, *step.after);
    if (!other || !is_carried(*other)) continue;
    const auto runs = head.runs_of(*other);
    std::optional<Finding> finding;
    if (!is_carried(*step.after))
      finding = not_carried(step, *other);
    else if (!runs.empty() && runs.front()->certain && head.runs_of(*step.after).empty())
      finding = not_run(step, *runs.front(), *other);
    if (!finding) continue;
    finding->place = step.after->place(step.statements.front().statement->span);
    finding->why = "The change lands, the version that needs the schema follows, and the migration has never run.";
    out.add(std::move(*finding));
  }
}

}  // namespace

extern constinit const Rule schema_never_runs{.title = "New migration that nothing runs", .level = Level::error, .check = check};

}  // namespace safeops::rules
