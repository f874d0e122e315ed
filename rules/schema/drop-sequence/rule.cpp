#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_sequence)) {
    const std::string sequence = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what =
             fmt::format("sequence {} is dropped{}", sequence, cascade_clause(*drop, "the column defaults that draw from it")),
         .why = "Inserts of the running version that draw a number from it fail, and its last value is gone: a sequence made "
                "again starts at 1 and collides with keys already given out.",
         .next = remove_later(*drop, fmt::format("drawing numbers from {}", sequence), fmt::format("DROP SEQUENCE {}", sequence)),
         .related = made_here(change, *drop, {Kind::create_sequence})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_sequence{
    .title = "Sequence dropped while inserts may draw from it", .level = Level::error, .check = check};

}  // namespace safeops::rules
