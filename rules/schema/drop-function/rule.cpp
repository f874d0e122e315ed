#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_function)) {
    const std::string function = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("function {} is dropped{}", function,
                             cascade_clause(*drop, "the triggers, column defaults, indexes and views built on it")),
         .why = "Every call of the running version fails, and so does a function that calls it: PostgreSQL does not look inside "
                "function bodies when it drops one.",
         .next = remove_later(*drop, fmt::format("calling {}", function), fmt::format("DROP FUNCTION {}", function)) +
                 " To change its body, use CREATE OR REPLACE FUNCTION.",
         .related = made_here(change, *drop, {Kind::create_function, Kind::replace_function})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_function{
    .title = "Function dropped while an app may still call it", .level = Level::error, .check = check};

}  // namespace safeops::rules
