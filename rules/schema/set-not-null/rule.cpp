#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

std::string table_steps(const sql::Effect& effect) {
  const std::string table = effect.object.text();
  const std::string column = identifier(effect.member);
  const std::string check = identifier(fmt::format("{}_{}_present", effect.object.name, effect.member));
  return fmt::format(
      "Release a version that always writes {0}.{1} and fill the gaps; then, in migrations of their own, `ALTER TABLE {0} ADD "
      "CONSTRAINT {2} CHECK ({1} IS NOT NULL) NOT VALID;` and `ALTER TABLE {0} VALIDATE CONSTRAINT {2};`, and in the contract "
      "step "
      "`ALTER TABLE {0} ALTER COLUMN {1} SET NOT NULL;` and `ALTER TABLE {0} DROP CONSTRAINT {2};`.",
      table, column, check);
}

std::string domain_steps(const sql::Effect& effect) {
  return fmt::format(
      "Release a version that never writes NULL into columns of {0} and fill the gaps; then, in the contract step, `ALTER DOMAIN "
      "{0} "
      "SET NOT NULL;`.",
      effect.object.text());
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* set : change.effects(sql::Effect::Kind::set_not_null)) {
    const sql::Effect& effect = *set->effect;
    const bool domain = effect.target == sql::Effect::Target::domain;
    out.add(contract_finding(
        *set,
        {.what = domain ? fmt::format("domain {} becomes NOT NULL", effect.object.text())
                        : fmt::format("column {} becomes NOT NULL", member_name(effect)),
         .why = "From then on every INSERT and UPDATE of the running version that leaves it NULL fails, and the statement itself "
                "fails where such a row exists.",
         .next = domain ? domain_steps(effect) : table_steps(effect)}));
  }
}

}  // namespace

extern constinit const Rule schema_set_not_null{
    .title = "Column becomes NOT NULL under the running app", .level = Level::error, .check = check};

}  // namespace safeops::rules
