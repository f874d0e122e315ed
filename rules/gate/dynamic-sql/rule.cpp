#include "rules/rule.hpp"
#include "rules/effect_text.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* effect : change.effects(sql::Effect::Kind::dynamic_sql)) {
    const bool harmless_by_plan = effect->step->plan && !effect->step->in_contract();
    out.add(
        {.place = effect->place,
         .what = fmt::format("what this runs cannot be read: {}", in_words(*effect->effect)),
         .why = "The text of the statement is only put together when it runs. It may drop what the running version uses, and no "
                "rule "
                "sees it.",
         .next =
             "Write the statements out, one for each object they are meant for; in PL/pgSQL `EXECUTE` of a constant string can "
             "be read too.",
         .level = harmless_by_plan ? Level::warning : Level::error});
  }
}

}  // namespace

extern constinit const Rule gate_dynamic_sql{
    .title = "SQL that is only put together when it runs", .level = Level::error, .check = check};

}  // namespace safeops::rules
