#include "rules/made_again.hpp"

namespace safeops::rules {

std::string second_name(const SchemaEffect& made) {
  const sql::Name& old = made.effect->object;
  return sql::Name{old.schema, old.name + "_v2"}.text();
}

std::string under_second_name(const SchemaEffect& made, std::string_view create, std::string_view uses, std::string_view drop) {
  return fmt::format("make `{};`, release a version that {} it, and when the rollback window has ended run `{};` {}", create,
                     uses, drop, in_contract_step(made));
}

Finding made_again(const SchemaEffect& made, Breakage breakage) {
  Finding finding = contract_finding(made, std::move(breakage));
  if (!made.step->in_contract()) finding.level = Level::warning;
  return finding;
}

}  // namespace safeops::rules
