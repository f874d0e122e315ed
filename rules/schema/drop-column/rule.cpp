#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

std::string statement(const sql::Effect& drop) {
  return fmt::format("ALTER TABLE {} DROP COLUMN {}", drop.object.text(), identifier(drop.member));
}

// What goes besides the column.
std::string and_with_it(const SchemaEffect& drop) {
  return cascade_clause(drop, "every view and foreign key that refers to it") + silent_clause(drop);
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* drop : change.effects(sql::Effect::Kind::drop_column)) {
    const std::string column = member_name(*drop->effect);
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("column {} is dropped{}", column, and_with_it(*drop)),
         .why = "The running version still names it: its next query fails, so does the version you would roll back to, and "
                "the values come back only from a backup.",
         .next = remove_later(*drop, fmt::format("reading and writing {}", column), statement(*drop->effect)),
         .related = made_here(change, *drop, {sql::Effect::Kind::add_column})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_column{
    .title = "Column dropped while an app may still use it", .level = Level::error, .check = check};

}  // namespace safeops::rules
