#include <fmt/ranges.h>

#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"

namespace safeops::rules {
namespace {

// The columns of the table in their order, where the landed migrations list them all.
std::string columns_of(const SchemaEffect& insert) {
  const sql::Relation* table = table_at_base(insert);
  if (!table || table->partial || table->columns.size() > 20) return "...";
  std::vector<std::string> names;
  for (const sql::Column& column : table->columns) names.push_back(identifier(column.name));
  return fmt::format("{}", fmt::join(names, ", "));
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* insert : change.effects(sql::Effect::Kind::insert_rows)) {
    if (insert->effect->detail != "no column list") continue;
    const std::string table = insert->effect->object.text();
    out.add({.place = insert->place,
             .what = fmt::format("rows are inserted into {} without naming the columns", table),
             .why = "The values go by position. In a database whose columns came in another order, or with one column more or "
                    "less, they "
                    "fail or land in the wrong column.",
             .next = fmt::format("Name the columns: `INSERT INTO {} ({}) ...;`.", table, columns_of(*insert))});
  }
}

}  // namespace

extern constinit const Rule schema_insert_without_columns{
    .title = "INSERT that goes by the order of columns", .level = Level::warning, .check = check};

}  // namespace safeops::rules
