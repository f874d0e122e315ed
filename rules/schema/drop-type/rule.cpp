#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_type)) {
    const bool domain = drop->effect->target == sql::Effect::Target::domain;
    const std::string type = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("{} {} is dropped{}", domain ? "domain" : "type", type,
                             cascade_clause(*drop, "every column and function of that type")),
         .why =
             drop->effect->cascade
                 ? "CASCADE drops whole columns with their values, in tables the statement does not name."
                 : "Drivers look types up by name: casts, array parameters and prepared statements of the running version fail.",
         .next = remove_later(*drop, fmt::format("casting to {} and mapping it", type),
                              fmt::format("DROP {} {}", domain ? "DOMAIN" : "TYPE", type)),
         .related = made_here(change, *drop, {Kind::create_type})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_type{
    .title = "Type dropped while an app may still use it", .level = Level::error, .check = check};

}  // namespace safeops::rules
