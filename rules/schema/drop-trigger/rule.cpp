#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_trigger)) {
    const std::string trigger = identifier(drop->effect->member);
    const std::string table = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("trigger {} of {} is dropped{}", trigger, table, cascade_clause(*drop, "what depends on it")),
         .why = "Nothing fails: what it did just stops. A trigger that keeps an old column in step with a new one is what lets "
                "the old version run, and rows written after this are wrong for it.",
         .next =
             remove_later(*drop, fmt::format("depending on {}", trigger), fmt::format("DROP TRIGGER {} ON {}", trigger, table)),
         .related = made_here(change, *drop, {Kind::create_trigger})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_trigger{
    .title = "Trigger dropped while an app may rely on it", .level = Level::error, .check = check};

}  // namespace safeops::rules
