#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_materialized_view)) {
    const std::string view = drop->effect->object.text();
    out.add(contract_finding(
        *drop, {.what = fmt::format("materialized view {} is dropped{}", view, cascade_clause(*drop, "every view that reads it")),
                .why = "Queries of the running version that read it fail at once, its indexes go with it, "
                       "and making it again takes as long "
                       "as its query does.",
                .next = remove_later(*drop, fmt::format("reading and refreshing {}", view),
                                     fmt::format("DROP MATERIALIZED VIEW {}", view)),
                .related = made_here(change, *drop, {Kind::create_materialized_view})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_materialized_view{
    .title = "Materialized view dropped while still in use", .level = Level::error, .check = check};

}  // namespace safeops::rules
