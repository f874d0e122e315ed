#include <set>

#include "rules/rule.hpp"
#include "rules/yaml_faults.hpp"

namespace safeops::rules {
namespace {

void report(text::Place place, std::string_view path, std::string_view limit, Findings& out) {
  out.add({.place = place,
           .what = fmt::format("{} cannot be inspected: {}", path, limit),
           .why = "Past its limits the gate does not look, and what it did not look at it does not pass.",
           .next = "Split the file, flatten what is nested, or take generated data out of what is delivered."});
}

// Once a database: what comes after it is as little known.
void report_lost_schemas(const Change& change, Findings& out) {
  std::set<const sql::Catalog*> told;
  for (const MigrationStep& step : change.migrations())
    if (step.schema_lost && told.insert(step.statements.front().base).second)
      report(step.after->place(step.statements.front().statement->span), step.after->path,
             "the migrations up to it ask for more than is replayed, so the schema it meets is not known", out);
}

void check(const Change& change, Findings& out) {
  for (const WatchedFile& file : change.watched()) {
    if (file.head && file.head->unreadable() == text::Unreadable::too_large)
      report(file.first_line(), file.path(),
             fmt::format("it has {} bytes, {} are the most that is read", file.head->size(), text::max_file_bytes), out);
    for (const yaml::Problem* problem : new_problems(file, yaml::Problem::Kind::limit))
      report(problem->place, file.path(), problem->message, out);
  }
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after) continue;
    for (const sql::Problem& problem : step.after->script().problems)
      if (problem.kind == sql::Problem::Kind::limit)
        report(step.after->place(problem.span), step.after->path, problem.message, out);
  }
  report_lost_schemas(change, out);
}

}  // namespace

extern constinit const Rule gate_limits_exceeded{
    .title = "A file is larger or deeper than the gate reads", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
