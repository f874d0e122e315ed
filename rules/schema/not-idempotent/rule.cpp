#include <cctype>

#include "rules/half_way.hpp"
#include "rules/rerun_guard.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using Reason = HalfWay::Reason;

std::string why_twice(const HalfWay& half, const MigrationStep& step) {
  switch (half.reason) {
    case Reason::apart:
      return "Its statements are committed one by one. When one of them fails, those before it stay, and the next run begins "
             "with the first again.";
    case Reason::index:
      return "A concurrent build that fails, by a deadlock, a timeout or a row that is there twice, leaves an invalid index of "
             "that name behind, and the next run stops at it.";
    case Reason::runs_all:
      return fmt::format(
          "{} gives psql every file each time it runs: with the next migration this one runs again, fails, and the "
          "next one is never reached.",
          half.run->text());
    case Reason::job_restarts:
      return fmt::format(
          "{} runs {} with psql, which commits statement by statement. When one fails, those before it stay; the "
          "Job starts again from the first and never gets past it.",
          half.run->text(), step.after->path);
  }
  return "";
}

std::string what_fails(const HalfWay& half, const MigrationStep& step) {
  const std::size_t more = half.statements.size() - 1;
  const std::string others = more == 0 ? "" : fmt::format(", and {} more statement{} would fail too", more, more == 1 ? "" : "s");
  const sql::Conflict& conflict = *half.statements.front()->rerun_conflict;
  return fmt::format("{} cannot run a second time: {} ({}){}", step.after->path, conflict.message, conflict.sqlstate, others);
}

std::string next_step(const HalfWay& half) {
  std::string guard = rerun_guard(*half.statements.front());
  guard.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(guard.front())));
  if (half.statements.size() > 1) guard += ", and guard the others in the same way";
  if (half.reason == Reason::job_restarts) guard += ". Or run psql with `--single-transaction`";
  return guard + ".";
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    const auto half = half_way(change, step);
    if (!half) continue;
    out.add({.place = step.after->place(half->statements.front()->statement->span),
             .what = what_fails(*half, step),
             .why = why_twice(*half, step),
             .next = next_step(*half)});
  }
}

}  // namespace

extern constinit const Rule schema_not_idempotent{
    .title = "Migration that cannot be run again where it stopped", .level = Level::warning, .check = check};

}  // namespace safeops::rules
