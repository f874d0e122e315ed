#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

bool is_public(const sql::Privileges& privileges) {
  return std::find(privileges.roles.begin(), privileges.roles.end(), "public") != privileges.roles.end();
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const auto* privileges = std::get_if<sql::Privileges>(&facts.statement->command.form);
      if (!privileges || privileges->revoke || !is_public(*privileges)) continue;
      const std::string object = privileges->objects.empty() ? "this" : privileges->objects.front().text();
      out.add(
          {.place = step.after->place(facts.statement->span),
           .what = fmt::format("every role, those to come included, is granted privileges on {}", object),
           .why =
               "PUBLIC cannot be narrowed for one role later: what is granted to all must be taken from all, and then somebody's "
               "app breaks.",
           .next = "Name the roles that need it: `GRANT ... TO <role>;`, a group role where they are many."});
    }
  }
}

}  // namespace

extern constinit const Rule schema_grant_public{
    .title = "Privileges granted to everybody", .level = Level::note, .advice = true, .check = check};

}  // namespace safeops::rules
