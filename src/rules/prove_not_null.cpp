#include "rules/prove_not_null.hpp"

#include <fmt/format.h>

#include "rules/contract_effect.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::rules {
namespace {

constexpr int first_to_trust_checks = 12;
constexpr int first_with_unproved_not_null = 18;

}  // namespace

std::string not_null_steps(const sql::Name& table, std::string_view column, int major) {
  const bool unproved = major >= first_with_unproved_not_null;
  const std::string name = identifier(sql::made_up_name(table.name, column, unproved ? "not_null" : "present"));
  const std::string alter = "ALTER TABLE " + table.text(), written = identifier(column);
  const std::string condition = fmt::format(fmt::runtime(unproved ? "NOT NULL {}" : "CHECK ({} IS NOT NULL)"), written);
  std::string steps = fmt::format(
      "`{0} ADD CONSTRAINT {1} {2} NOT VALID;` and, in a later transaction, `{0} VALIDATE CONSTRAINT {1};`, which blocks neither "
      "reads nor writes",
      alter, name, condition);
  if (unproved) return steps;
  if (major < first_to_trust_checks)
    return steps + "; leave it at that, since this PostgreSQL reads the table for SET NOT NULL in any case";
  return steps + fmt::format("; then `{0} ALTER COLUMN {1} SET NOT NULL;`, which finds it proved, and `{0} DROP CONSTRAINT {2};`",
                             alter, written, name);
}

}  // namespace safeops::rules
