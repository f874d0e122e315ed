#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* deletion : change.effects(sql::Effect::Kind::delete_rows)) {
    if (!deletion->effect->all_rows) continue;
    const std::string table = deletion->effect->object.text();
    out.add(
        {.place = deletion->place,
         .what = fmt::format("every row of {} is deleted: no WHERE narrows it", table),
         .why = "The rows come back only from a backup, and until the transaction ends every one of them is locked.",
         .next = fmt::format("Say which rows are meant, `DELETE FROM {} WHERE ...;`, and delete them in batches outside of the "
                             "migration. If the table is no longer used, drop it in the contract step of a plan.",
                             table)});
  }
}

}  // namespace

extern constinit const Rule schema_delete_without_where{
    .title = "DELETE of every row in a migration", .level = Level::error, .check = check};

}  // namespace safeops::rules
