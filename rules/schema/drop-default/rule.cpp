#include "rules/contract_effect.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

// "identity" and "generation expression" are told apart by the effect's detail.
std::string_view filled_by(const sql::Effect& drop) {
  return drop.detail.empty() ? std::string_view("default") : std::string_view(drop.detail);
}

std::string statement(const sql::Effect& drop) {
  if (drop.target == sql::Effect::Target::domain) return fmt::format("ALTER DOMAIN {} DROP DEFAULT", drop.object.text());
  const std::string_view what = drop.detail == "identity" ? "IDENTITY" : drop.detail.empty() ? "DEFAULT" : "EXPRESSION";
  return fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP {}", drop.object.text(), identifier(drop.member), what);
}

void check(const Change& change, Findings& out) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* drop : change.effects(Kind::drop_default)) {
    const bool domain = drop->effect->target == sql::Effect::Target::domain;
    const std::string owner = domain ? drop->effect->object.text() : member_name(*drop->effect);
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("the {} of {} {} is dropped", filled_by(*drop->effect), domain ? "domain" : "column", owner),
         .why = "A version that leaves the column out of its INSERT relies on it: its rows now get NULL, or fail where the "
                "column is NOT NULL.",
         .next = fmt::format("Release a version that always writes {} and let the rollback window end; then run `{};` {}.", owner,
                             statement(*drop->effect), in_contract_step(*drop)),
         .related = made_here(change, *drop, {Kind::add_column, Kind::set_default})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_default{
    .title = "Default dropped while inserts may rely on it", .level = Level::error, .check = check};

}  // namespace safeops::rules
