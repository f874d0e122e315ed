#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

bool added_here(const Change& change, const sql::Name& table, const std::string& column) {
  const auto added = change.effects(Kind::add_column);
  return std::any_of(added.begin(), added.end(), [&](const SchemaEffect* add) {
    return !add->effect->if_exists && add->effect->member == column && add->effect->object.may_be(table);
  });
}

// A column that this change adds holds nothing yet that could be lost.
bool fills_new_columns_only(const Change& change, const sql::Effect& update) {
  return !update.columns.empty() && std::all_of(update.columns.begin(), update.columns.end(), [&](const std::string& column) {
    return added_here(change, update.object, column);
  });
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* update : change.effects(Kind::update_rows)) {
    if (!update->effect->all_rows || fills_new_columns_only(change, *update->effect)) continue;
    const std::string table = update->effect->object.text();
    out.add(
        {.place = update->place,
         .what = fmt::format("every row of {} is overwritten: no WHERE narrows it", table),
         .why =
             "The old values come back only from a backup, and the table is locked row by row, and written twice over, until the "
             "transaction ends.",
         .next =
             fmt::format("Say which rows are meant, `UPDATE {} SET ... WHERE ...;`, or write the new value into a new column, in "
                         "batches outside of the migration, so that the old value stays until the contract step.",
                         table)});
  }
}

}  // namespace

extern constinit const Rule schema_update_without_where{
    .title = "UPDATE of every row in a migration", .level = Level::error, .check = check};

}  // namespace safeops::rules
