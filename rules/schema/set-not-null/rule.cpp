#include "rules/contract_effect.hpp"
#include "rules/prove_not_null.hpp"

namespace safeops::rules {
namespace {

std::string table_steps(const SchemaEffect& set) {
  const sql::Effect& effect = *set.effect;
  return fmt::format("Release a version that always writes {}, let the rollback window end and fill the gaps; then, {}, {}.",
                     member_name(effect), in_contract_step(set), not_null_steps(effect.object, effect.member, set.facts->major));
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
         .next = domain ? domain_steps(effect) : table_steps(*set)}));
  }
}

}  // namespace

extern constinit const Rule schema_set_not_null{
    .title = "Column becomes NOT NULL under the running app", .level = Level::error, .check = check};

}  // namespace safeops::rules
