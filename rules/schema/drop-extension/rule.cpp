#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_extension)) {
    const std::string extension = drop->effect->object.text();
    out.add(contract_finding(
        *drop, {.what = fmt::format("extension {} is dropped{}", extension,
                                    cascade_clause(*drop, "every column of its types and every index on its operators")),
                .why = drop->effect->cascade
                           ? "CASCADE drops whole columns with their values, in tables the statement does not name."
                           : "Functions, types and operators that came with it are gone for the running version's queries.",
                .next = remove_later(*drop, fmt::format("using functions, types and operators of {}", extension),
                                     fmt::format("DROP EXTENSION {}", extension)),
                .related = made_here(change, *drop, {Kind::create_extension})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_extension{
    .title = "Extension dropped while an app may still use it", .level = Level::error, .check = check};

}  // namespace safeops::rules
