#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* truncate : change.effects(sql::Effect::Kind::truncate)) {
    const std::string table = truncate->effect->object.text();
    const std::string_view others = truncate->effect->cascade ? ", and by CASCADE every table with a foreign key to it" : "";
    out.add(
        {.place = truncate->place,
         .what = fmt::format("table {} is emptied{}", table, others),
         .why = "TRUNCATE deletes every row without looking at one, fires no DELETE trigger, locks out all readers, and what it "
                "deleted comes back only from a backup.",
         .next =
             fmt::format("Delete the rows that are meant, in batches and outside of the migration: `DELETE FROM {} WHERE ...;`. "
                         "If the table is no longer used, drop it in the contract step of a plan.",
                         table)});
  }
}

}  // namespace

extern constinit const Rule schema_truncate{.title = "Table emptied by a migration", .level = Level::error, .check = check};

}  // namespace safeops::rules
