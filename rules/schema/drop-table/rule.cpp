#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* drop : change.effects(sql::Effect::Kind::drop_table)) {
    const sql::Name& table = drop->effect->object;
    out.add(contract_finding(
        *drop, {.what = fmt::format("table {} is dropped{}", table.text(),
                                    cascade_clause(*drop, "every view and foreign key that refers to it")),
                .why = "Every query of the running version on it fails from that moment, rolling the app back does not help, and "
                       "its rows come back only from a backup.",
                .next = remove_later(*drop, fmt::format("reading and writing {}", table.text()),
                                     fmt::format("DROP TABLE {}", table.text())),
                .related = made_here(change, *drop, {sql::Effect::Kind::create_table})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_table{
    .title = "Table dropped while an app may still use it", .level = Level::error, .check = check};

}  // namespace safeops::rules
