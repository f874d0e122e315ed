#include <algorithm>

#include "rules/batched_write.hpp"
#include "rules/blocking.hpp"
#include "rules/bulk_write.hpp"
#include "rules/new_column.hpp"
#include "rules/row_choice.hpp"

namespace safeops::rules {
namespace {

using Write = sql::Query::Write;

// UPDATE and DELETE of every row are the business of rules of their own, save an UPDATE that has no old value to lose.
bool loses_every_row(const Change& change, const StatementFacts& facts) {
  return std::any_of(facts.statement->effects.begin(), facts.statement->effects.end(), [&](const sql::Effect& effect) {
    const bool update = effect.kind == sql::Effect::Kind::update_rows;
    return effect.all_rows && !(update && newness_of_written(change, facts, effect) == Newness::certain);
  });
}

std::string_view verb(Write::Kind kind) {
  switch (kind) {
    case Write::Kind::insert:
      return "INSERT";
    case Write::Kind::update:
      return "UPDATE";
    case Write::Kind::remove:
      return "DELETE";
    case Write::Kind::merge:
      return "MERGE";
  }
  return "UPDATE";
}

std::string what(Write::Kind kind, const std::string& table) {
  if (kind == Write::Kind::insert) return fmt::format("INSERT into {} copies whole tables in one transaction", table);
  return fmt::format("{} of {} goes over the table in one transaction", verb(kind), table);
}

std::string next_step(const Change& change, const StatementFacts& facts, const Write& write, const std::string& table) {
  if (write.kind == Write::Kind::insert)
    return fmt::format(
        "Copy in batches outside of the migration: `INSERT INTO {} ... SELECT ... WHERE id > <last> ORDER BY id LIMIT 1000;`, "
        "each committed on its own.",
        table);
  return fmt::format("Write in batches outside of the migration, each committed on its own, {}.",
                     batched_write(change, facts, write));
}

void report(const Change& change, const StatementFacts& facts, const Write& write, Findings& out) {
  const std::string table = table_name(facts.base->whole(write.table));
  out.add({.place = facts.step->after->place(facts.statement->span),
           .what = what(write.kind, table),
           .why = fmt::format(
               "Every row it writes stays locked until all of them are written: writes of the app to these rows wait as long, "
               "replicas fall behind, and when it fails everything starts over. Reads of {} do not wait.",
               table),
           .next = next_step(change, facts, write, table)});
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations())
    for (const StatementFacts& facts : step.statements) {
      const Write* write = bulk_write(facts);
      if (write && !loses_every_row(change, facts) && !commits_as_it_goes(facts)) report(change, facts, *write, out);
    }
}

}  // namespace

extern constinit const Rule lock_unbatched_backfill{.title = "Backfill in one piece", .level = Level::warning, .check = check};

}  // namespace safeops::rules
