#include <fmt/ranges.h>

#include "rules/contract_effect.hpp"
#include "rules/statement_line.hpp"

namespace safeops::rules {
namespace {

std::string roles_of(const sql::Statement& statement) {
  const auto* privileges = std::get_if<sql::Privileges>(&statement.command.form);
  if (!privileges || privileges->roles.empty()) return {};
  std::vector<std::string> roles;
  for (const std::string& role : privileges->roles) roles.push_back(role == "public" ? "PUBLIC" : identifier(role));
  return fmt::format(" from {}", fmt::join(roles, ", "));
}

std::string what(const SchemaEffect& revoke) {
  const sql::Effect& effect = *revoke.effect;
  if (effect.object.empty()) return fmt::format("privileges are revoked{}", roles_of(*revoke.statement));
  if (effect.target == sql::Effect::Target::role) return fmt::format("membership in role {} is revoked", effect.object.text());
  return fmt::format("privileges on {} are revoked{}", effect.object.text(), roles_of(*revoke.statement));
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* revoke : change.effects(sql::Effect::Kind::revoke)) {
    const std::string line = line_of(*revoke, revoke->statement->span);
    out.add(contract_finding(
        *revoke,
        {.what = what(*revoke),
         .why = "Where the role of the running version uses them, its statements fail with permission denied from the next "
                "one on, and so do those of the version you would roll back to.",
         .next = fmt::format("Grant the app's role by name what it uses, see over a rollback window that nothing else does, "
                             "and then run `{};` {}.",
                             line.empty() ? "REVOKE ..." : line, in_contract_step(*revoke))}));
  }
}

}  // namespace

extern constinit const Rule schema_revoke{
    .title = "Privileges revoked while an app may use them", .level = Level::error, .check = check};

}  // namespace safeops::rules
