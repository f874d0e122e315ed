#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* drop : change.effects(sql::Effect::Kind::drop_schema)) {
    const std::string schema = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("schema {} is dropped{}", schema, cascade_clause(*drop, "every table, view and function in it")),
         .why = drop->effect->cascade
                    ? "One word takes everything the schema holds, also what somebody put there since; the rows come "
                      "back only from a backup."
                    : "A version that still names the schema, or has it in its search_path, no longer finds its "
                      "tables and functions there.",
         .next = remove_later(*drop, fmt::format("using schema {}", schema), fmt::format("DROP SCHEMA {}", schema))}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_schema{
    .title = "Schema dropped while an app may still use it", .level = Level::error, .check = check};

}  // namespace safeops::rules
