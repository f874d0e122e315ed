#include "rules/contract_effect.hpp"
#include "rules/new_column.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

void report(const SchemaEffect& update, Newness newness, Findings& out) {
  const std::string table = update.effect->object.text();
  Finding finding{
      .place = update.place,
      .what = fmt::format("every row of {} is overwritten: no WHERE narrows it", table),
      .why =
          "The old values come back only from a backup, and the table is locked row by row, and written twice over, until the "
          "transaction ends.",
      .next =
          fmt::format("Say which rows are meant, `UPDATE {} SET ... WHERE ...;`, or write the new value into a new column, in "
                      "batches outside of the migration, so that the old value stays until the contract step.",
                      table)};
  if (newness == Newness::likely) {
    finding.why =
        "The column is added by a statement that passes where it is there already, and no migration says that it was not: "
        "where it was, its values come back only from a backup. All rows stay locked until the transaction ends.";
    finding.next = fmt::format(
        "Add it with a plain ADD COLUMN, or write only where nothing stands, `UPDATE {0} SET {1} = ... WHERE {1} "
        "IS NULL;`, in batches outside of the migration.",
        table, identifier(update.effect->columns.front()));
    finding.level = Level::warning;
  }
  out.add(std::move(finding));
}

// A column that this change adds holds nothing yet that could be lost.
void check(const Change& change, Findings& out) {
  for (const SchemaEffect* update : change.effects(Kind::update_rows)) {
    if (!update->effect->all_rows) continue;
    const Newness newness = newness_of_written(change, *update->facts, *update->effect);
    if (newness != Newness::certain) report(*update, newness, out);
  }
}

}  // namespace

extern constinit const Rule schema_update_without_where{
    .title = "UPDATE of every row in a migration", .level = Level::error, .check = check};

}  // namespace safeops::rules
