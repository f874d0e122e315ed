#include <algorithm>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

namespace {

template <typename Parts>
auto* find_named(Parts& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& each) { return each.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool Index::reads(std::string_view column) const {
  const auto in_element = [&](const IndexElement& each) {
    return each.column == column || contains(each.expression.columns, column);
  };
  return contains(included, column) || contains(predicate.columns, column) ||
         std::any_of(elements.begin(), elements.end(), in_element);
}

bool Relation::has_storage() const {
  const bool stores = kind == Kind::table || kind == Kind::materialized_view || kind == Kind::sequence;
  return stores && !is_partitioned();
}

const Column* Relation::column(std::string_view column) const {
  return find_named(columns, column);
}

const Constraint* Relation::constraint(std::string_view constraint) const {
  return find_named(constraints, constraint);
}

const Index* Relation::index(std::string_view index) const {
  return find_named(indexes, index);
}

Column* Relation::column(std::string_view column) {
  return find_named(columns, column);
}

Constraint* Relation::constraint(std::string_view constraint) {
  return find_named(constraints, constraint);
}

Index* Relation::index(std::string_view index) {
  return find_named(indexes, index);
}

const Constraint* Relation::primary_key() const {
  const auto found = std::find_if(constraints.begin(), constraints.end(),
                                  [](const Constraint& each) { return each.kind == ConstraintDefinition::Kind::primary_key; });
  return found == constraints.end() ? nullptr : &*found;
}

bool Relation::has(ObjectClass part, std::string_view member) const {
  if (part == ObjectClass::column || part == ObjectClass::attribute) return column(member) != nullptr;
  if (part == ObjectClass::constraint) return constraint(member) != nullptr;
  if (part == ObjectClass::index) return index(member) != nullptr;
  if (part == ObjectClass::trigger) return find_named(triggers, member) != nullptr;
  if (part == ObjectClass::rule) return contains(rules, member);
  return part == ObjectClass::policy && contains(policies, member);
}

bool Relation::lacks(ObjectClass part, std::string_view member) const {
  if (has(part, member)) return false;
  return !partial || absent.contains({part, std::string(member)});
}

}  // namespace safeops::sql
