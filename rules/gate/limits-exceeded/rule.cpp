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
}

}  // namespace

extern constinit const Rule gate_limits_exceeded{
    .title = "A file is larger or deeper than the gate reads", .level = Level::error, .check = check};

}  // namespace safeops::rules
