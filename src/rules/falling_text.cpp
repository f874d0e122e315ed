#include "rules/falling_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "change/falling_objects.hpp"
#include "rules/blocking.hpp"
#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

using sql::ObjectClass;

std::string_view word_for(ObjectClass object) {
  switch (object) {
    case ObjectClass::table:
      return "table";
    case ObjectClass::foreign_table:
      return "foreign table";
    case ObjectClass::view:
      return "view";
    case ObjectClass::materialized_view:
      return "materialized view";
    case ObjectClass::index:
      return "index";
    case ObjectClass::sequence:
      return "sequence";
    case ObjectClass::type:
      return "type";
    case ObjectClass::domain:
      return "domain";
    case ObjectClass::function:
      return "function";
    case ObjectClass::column:
    case ObjectClass::attribute:
      return "column";
    case ObjectClass::constraint:
      return "constraint";
    case ObjectClass::trigger:
      return "trigger";
    case ObjectClass::rule:
      return "rule";
    case ObjectClass::policy:
      return "policy";
    case ObjectClass::schema:
      return "schema";
    case ObjectClass::database:
      return "database";
    case ObjectClass::extension:
      return "extension";
    case ObjectClass::statistics:
      return "statistics";
    case ObjectClass::publication:
      return "publication";
    case ObjectClass::role:
      return "role";
    case ObjectClass::other:
      return "default";
  }
  return "";
}

// With the table it belongs to where that is not the one the drop is about.
std::string described(const sql::Falling& falling, const SchemaEffect& drop) {
  const sql::Catalog& base = *drop.facts->base;
  if (falling.member.empty()) return fmt::format("{} {}", word_for(falling.object), table_name(falling.name));
  const bool elsewhere = falling.name != base.whole(drop.effect->object);
  if (falling.object == ObjectClass::column)
    return fmt::format("column {}.{}", table_name(falling.name), identifier(falling.member));
  if (falling.object == ObjectClass::other)
    return fmt::format("the default of {}.{}", table_name(falling.name), identifier(falling.member));
  const sql::Relation* table = base.relation(falling.name);
  const bool constraint = falling.object == ObjectClass::constraint;
  const std::string_view word =
      constraint ? constraint_word(table ? table->constraint(falling.member) : nullptr) : word_for(falling.object);
  const std::string of = elsewhere ? fmt::format(" of {}", table_name(falling.name)) : "";
  return fmt::format("{} {}{}", word, identifier(falling.member), of);
}

// A column's own sequence goes without anybody missing it.
std::vector<std::string> names(const SchemaEffect& drop, bool asked) {
  std::vector<std::string> found;
  for (const sql::Falling& each : falling_with(drop))
    if (each.asked == asked && (asked || each.object != ObjectClass::sequence)) found.push_back(described(each, drop));
  return found;
}

}  // namespace

std::string cascade_clause(const SchemaEffect& drop, std::string_view dependents) {
  if (!drop.effect->cascade) return {};
  const std::vector<std::string> known = names(drop, true);
  if (known.empty()) return fmt::format(" with CASCADE, which also drops {}", dependents);
  return fmt::format(" with CASCADE, which also drops {} and whatever else depends on it", joined(known));
}

std::string silent_clause(const SchemaEffect& drop) {
  const std::vector<std::string> known = names(drop, false);
  return known.empty() ? "" : fmt::format(", and with it {}", joined(known));
}

std::string_view constraint_word(const sql::Constraint* constraint) {
  if (!constraint || constraint->partial) return "constraint";
  using Kind = sql::ConstraintDefinition::Kind;
  switch (constraint->kind) {
    case Kind::check:
      return "check constraint";
    case Kind::unique:
      return "unique constraint";
    case Kind::primary_key:
      return "primary key";
    case Kind::foreign_key:
      return "foreign key";
    case Kind::exclude:
      return "exclusion constraint";
    case Kind::not_null:
      break;
  }
  return "constraint";
}

const sql::Constraint* constraint_at_base(const SchemaEffect& named) {
  const sql::Catalog& base = *named.facts->base;
  if (const sql::Relation* table = base.relation(named.effect->object)) return table->constraint(named.effect->member);
  const sql::Type* domain = base.type(named.effect->object);
  if (!domain) return nullptr;
  const auto found = std::find_if(domain->checks.begin(), domain->checks.end(),
                                  [&](const sql::Constraint& check) { return check.name == named.effect->member; });
  return found == domain->checks.end() ? nullptr : &*found;
}

}  // namespace safeops::rules
