#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/statement_line.hpp"

namespace safeops::rules {
namespace {

std::string known_owner(const SchemaEffect& effect) {
  const sql::Relation* relation = table_at_base(effect);
  return relation ? relation->owner : std::string{};
}

std::string what(const SchemaEffect& effect, const std::string& before) {
  const std::string object = effect.effect->object.text();
  const std::string after = effect.effect->detail.empty() ? "the current role" : identifier(effect.effect->detail);
  if (effect.effect->target == sql::Effect::Target::role)
    return fmt::format("everything role {} owns changes hands to {}", object, after);
  const std::string from = before.empty() ? std::string{} : fmt::format(" from {}", identifier(before));
  return fmt::format("{} changes its owner{} to {}", object, from, after);
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* effect : change.effects(sql::Effect::Kind::owner)) {
    const std::string before = known_owner(*effect);
    if (!before.empty() && before == effect->effect->detail) continue;
    const std::string line = line_of(*effect, effect->statement->span);
    out.add(contract_finding(
        *effect, {.what = what(*effect, before),
                  .why = "An owner needs no grants: the old one loses all it was not granted by name, and where that is the role "
                         "of the running "
                         "version, or the one migrations run as, their next statements fail with permission denied.",
                  .next = fmt::format(
                      "Grant the old owner what its app uses, `GRANT SELECT, INSERT, UPDATE, DELETE ON ... TO {};`, and then run "
                      "`{};` {}.",
                      before.empty() ? "..." : identifier(before), line.empty() ? "ALTER ... OWNER TO ..." : line,
                      in_contract_step(*effect))}));
  }
}

}  // namespace

extern constinit const Rule schema_owner{
    .title = "Owner changed while an app may rely on it", .level = Level::error, .check = check};

}  // namespace safeops::rules
