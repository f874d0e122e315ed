#include "rules/falling_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "change/falling_objects.hpp"
#include "rules/blocking.hpp"
#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

using sql::ObjectClass;

// With the table it belongs to where that is not the one the drop is about.
std::string described(const sql::Falling& falling, const SchemaEffect& drop) {
  const sql::Catalog& base = *drop.facts->base;
  if (falling.member.empty()) return fmt::format("{} {}", sql::object_word(falling.object), table_name(falling.name));
  const bool elsewhere = falling.name != base.whole(drop.effect->object);
  if (falling.object == ObjectClass::column)
    return fmt::format("column {}.{}", table_name(falling.name), identifier(falling.member));
  if (falling.object == ObjectClass::other)
    return fmt::format("the default of {}.{}", table_name(falling.name), identifier(falling.member));
  const sql::Relation* table = base.relation(falling.name);
  const bool constraint = falling.object == ObjectClass::constraint;
  const std::string_view word =
      constraint ? constraint_word(table ? table->constraint(falling.member) : nullptr) : sql::object_word(falling.object);
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
