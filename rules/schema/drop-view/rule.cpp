#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_view)) {
    const std::string view = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("view {} is dropped{}", view, cascade_clause(*drop, "every view that reads it")),
         .why = "No rows are lost, but to an app a view is a table: queries of the running version that read it fail at once.",
         .next = remove_later(*drop, fmt::format("reading {}", view), fmt::format("DROP VIEW {}", view)) +
                 " To give the view another shape, make it again in the same migration.",
         .related = made_here(change, *drop, {Kind::create_view, Kind::replace_view})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_view{
    .title = "View dropped while an app may still read it", .level = Level::error, .check = check};

}  // namespace safeops::rules
