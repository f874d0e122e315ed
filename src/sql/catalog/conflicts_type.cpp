#include <fmt/format.h>

#include <algorithm>

#include "sql/catalog/conflict_form.hpp"

namespace safeops::sql {

namespace {

FoundConflict missing_type(const Name& name) {
  return missing("42704", fmt::format("type \"{}\" does not exist", plain(name)), name);
}

bool has_check(const Type& domain, const std::string& name) {
  return std::any_of(domain.checks.begin(), domain.checks.end(), [&](const Constraint& each) { return each.name == name; });
}

}  // namespace

FoundConflict form_conflict(const AlterEnum& statement, const Catalog& catalog) {
  const Type* type = catalog.type(statement.type);
  if (!type) return missing_type(statement.type);
  const auto has = [&](const std::string& label) {
    return std::find(type->labels.begin(), type->labels.end(), label) != type->labels.end();
  };
  for (const std::string& needed : {statement.renamed_from, statement.neighbour})
    if (!needed.empty() && !has(needed))
      return missing("22023", fmt::format("\"{}\" is not an existing enum label", needed), type->name, needed);
  if (!has(statement.value) || statement.if_not_exists) return {};
  return in_the_way("42710", fmt::format("enum label \"{}\" already exists", statement.value), type->name, statement.value);
}

FoundConflict form_conflict(const AlterDomain& statement, const Catalog& catalog) {
  using Action = AlterDomain::Action;
  const Type* domain = catalog.type(statement.domain);
  if (!domain) return missing_type(statement.domain);
  const std::string& added = statement.constraint.name;
  if (statement.action == Action::add_constraint && !added.empty() && has_check(*domain, added))
    return in_the_way("42710", fmt::format("constraint \"{}\" for domain \"{}\" already exists", added, domain->name.name),
                      domain->name, added);
  const bool named = statement.action == Action::drop_constraint || statement.action == Action::validate_constraint;
  if (!named || statement.if_exists || has_check(*domain, statement.name)) return {};
  return missing("42704", fmt::format("constraint \"{}\" of domain \"{}\" does not exist", statement.name, domain->name.name),
                 domain->name, statement.name);
}

FoundConflict form_conflict(const AlterSequence& statement, const Catalog& catalog) {
  if (statement.if_exists) return {};
  return missing_relation(statement.sequence, catalog);
}

}  // namespace safeops::sql
