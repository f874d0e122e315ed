#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::sql {

namespace {

Type::Kind kind_of(CreateType::Form form) {
  switch (form) {
    case CreateType::Form::enumeration:
      return Type::Kind::enumeration;
    case CreateType::Form::composite:
      return Type::Kind::composite;
    case CreateType::Form::range:
      return Type::Kind::range;
    case CreateType::Form::base:
      return Type::Kind::base;
  }
  return Type::Kind::base;
}

void put_attributes(const CreateType& statement, const Name& name, Catalog& catalog) {
  Relation relation;
  relation.kind = Relation::Kind::composite_type;
  relation.name = name;
  for (const ColumnDefinition& each : statement.attributes) relation.columns.push_back(make_column(catalog, name, each));
  catalog.put(std::move(relation));
}

Constraint domain_check(const Catalog& catalog, const Type& domain, const ConstraintDefinition& definition) {
  Constraint check;
  check.name = definition.name;
  check.check = resolved(catalog, definition.check);
  check.validated = !definition.not_valid;
  const auto taken = [&](const std::string& name) {
    return std::any_of(domain.checks.begin(), domain.checks.end(), [&](const Constraint& each) { return each.name == name; });
  };
  if (check.name.empty()) check.name = made_up_name(domain.name.name, "", "check");
  for (int pass = 1; definition.name.empty() && taken(check.name); ++pass)
    check.name = made_up_name(domain.name.name, "", "check" + std::to_string(pass));
  return check;
}

void change_domain(const AlterDomain& statement, const Catalog& catalog, Type& domain) {
  using Action = AlterDomain::Action;
  switch (statement.action) {
    case Action::set_default:
      domain.value = statement.value.null_constant ? Expression{} : resolved(catalog, statement.value);
      return;
    case Action::drop_default:
      domain.value = {};
      return;
    case Action::set_not_null:
      domain.not_null = true;
      return;
    case Action::drop_not_null:
      domain.not_null = false;
      return;
    case Action::add_constraint:
      domain.checks.push_back(domain_check(catalog, domain, statement.constraint));
      return;
    case Action::drop_constraint:
      std::erase_if(domain.checks, [&](const Constraint& each) { return each.name == statement.name; });
      return;
    case Action::validate_constraint:
      for (Constraint& each : domain.checks) each.validated |= each.name == statement.name;
      return;
  }
}

}  // namespace

void apply_form(const CreateType& statement, Catalog& catalog) {
  Type type;
  type.name = catalog.for_new(statement.type);
  if (catalog.type(type.name)) return;
  type.kind = kind_of(statement.form);
  type.labels = statement.labels;
  if (type.kind == Type::Kind::composite) put_attributes(statement, type.name, catalog);
  catalog.put(std::move(type));
}

void apply_form(const AlterEnum& statement, Catalog& catalog) {
  const Type* known = catalog.type(statement.type);
  if (!known) return;
  Type type = *known;
  catalog.spend(1 + type.labels.size() / 8);
  std::vector<std::string>& labels = type.labels;
  const auto at = [&](const std::string& label) { return std::find(labels.begin(), labels.end(), label); };
  if (!statement.renamed_from.empty()) {
    if (at(statement.renamed_from) != labels.end()) *at(statement.renamed_from) = statement.value;
  } else if (at(statement.value) == labels.end()) {
    const auto neighbour = at(statement.neighbour);
    const bool behind = statement.neighbour.empty() || neighbour == labels.end();
    labels.insert(behind ? labels.end() : statement.after ? neighbour + 1 : neighbour, statement.value);
  }
  catalog.put(std::move(type));
}

void apply_form(const CreateDomain& statement, Catalog& catalog) {
  Type domain;
  domain.kind = Type::Kind::domain;
  domain.name = catalog.for_new(statement.domain);
  if (catalog.type(domain.name)) return;
  domain.base = resolved(catalog, statement.base);
  domain.not_null = statement.not_null;
  domain.value = resolved(catalog, statement.value);
  for (const ConstraintDefinition& each : statement.constraints) domain.checks.push_back(domain_check(catalog, domain, each));
  catalog.put(std::move(domain));
}

void apply_form(const AlterDomain& statement, Catalog& catalog) {
  const Type* known = catalog.type(statement.domain);
  if (!known || known->kind != Type::Kind::domain) return;
  Type domain = *known;
  catalog.spend(1 + domain.checks.size());
  change_domain(statement, catalog, domain);
  catalog.put(std::move(domain));
}

}  // namespace safeops::sql
