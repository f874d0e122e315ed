#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/conflict_form.hpp"

namespace safeops::sql {

namespace {

// The server calls a domain a type when it is about to drop it.
std::string_view word_of(ObjectClass object) {
  return object_word(object == ObjectClass::domain ? ObjectClass::type : object);
}

bool is_relation(ObjectClass object) {
  return object == ObjectClass::table || object == ObjectClass::foreign_table || object == ObjectClass::view ||
         object == ObjectClass::materialized_view || object == ObjectClass::sequence;
}

bool is_of(ObjectClass object, const Relation& relation) {
  if (relation.partial) return true;
  switch (relation.kind) {
    case Relation::Kind::table:
      return object == ObjectClass::table;
    case Relation::Kind::foreign_table:
      return object == ObjectClass::foreign_table;
    case Relation::Kind::view:
      return object == ObjectClass::view;
    case Relation::Kind::materialized_view:
      return object == ObjectClass::materialized_view;
    case Relation::Kind::sequence:
      return object == ObjectClass::sequence;
    case Relation::Kind::composite_type:
      return false;
  }
  return true;
}

Conflict not_there(std::string_view sqlstate, ObjectClass object, const Name& name) {
  return missing(sqlstate, fmt::format("{} \"{}\" does not exist", word_of(object), plain(name)), name);
}

FoundConflict missing_routine(const Name& name, const std::optional<std::vector<TypeName>>& arguments, const Catalog& catalog) {
  const std::vector<const Routine*> known = catalog.routines(name);
  if (!arguments) {
    if (!known.empty()) return {};
    return missing("42883", fmt::format("could not find a function named \"{}\"", plain(name)), name);
  }
  const std::vector<TypeName> types = argument_types(catalog, *arguments);
  for (const Routine* each : known)
    if (each->aggregate || each->arguments == types) return {};
  std::vector<std::string> texts;
  for (const TypeName& type : types) texts.push_back(type.text());
  return missing("42883", fmt::format("function {}({}) does not exist", plain(name), fmt::join(texts, ", ")), name);
}

FoundConflict missing_type(const Name& name, const Catalog& catalog) {
  if (catalog.type(name) || catalog.relation(name)) return {};
  return not_there("42704", ObjectClass::type, name);
}

FoundConflict missing_part(ObjectClass part, const Name& table, const std::string& name, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(table, catalog)) return conflict;
  const Relation* relation = catalog.relation(table);
  if (!relation || !relation->lacks(part, name)) return {};
  const std::string_view of = part == ObjectClass::rule ? "relation" : "table";
  return missing("42704", fmt::format("{} \"{}\" for {} \"{}\" does not exist", word_of(part), name, of, relation->name.name),
                 relation->name, name);
}

FoundConflict missing_global(ObjectClass object, const Name& name, const Catalog& catalog) {
  const bool known = object == ObjectClass::schema        ? catalog.has_schema(name.name)
                     : object == ObjectClass::extension   ? catalog.has_extension(name.name)
                     : object == ObjectClass::publication ? catalog.has_publication(name.name)
                                                          : catalog.table_of_statistics(catalog.for_new(name)) != nullptr;
  if (known) return {};
  return not_there(object == ObjectClass::schema ? "3F000" : "42704", object, name);
}

FoundConflict missing_object(ObjectClass object, const Drop::Object& dropped, const Catalog& catalog) {
  const Name& name = dropped.name;
  switch (object) {
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
    case ObjectClass::sequence:
      return catalog.relation(name) ? FoundConflict{} : not_there("42P01", object, name);
    case ObjectClass::index:
      return catalog.index(name) ? FoundConflict{} : not_there("42704", object, name);
    case ObjectClass::trigger:
    case ObjectClass::rule:
    case ObjectClass::policy:
      return missing_part(object, name, dropped.member, catalog);
    case ObjectClass::type:
    case ObjectClass::domain:
      return missing_type(name, catalog);
    case ObjectClass::function:
      return missing_routine(name, dropped.arguments, catalog);
    case ObjectClass::schema:
    case ObjectClass::extension:
    case ObjectClass::publication:
    case ObjectClass::statistics:
      return missing_global(object, name, catalog);
    case ObjectClass::column:
    case ObjectClass::constraint:
    case ObjectClass::attribute:
    case ObjectClass::database:
    case ObjectClass::role:
    case ObjectClass::other:
      return {};
  }
  return {};
}

// An object of that name which DROP of this kind does not take.
FoundConflict wrong_object(ObjectClass object, const Name& name, const Catalog& catalog) {
  const Relation* relation = catalog.relation(name);
  if (is_relation(object) && relation && !is_of(object, *relation))
    return in_the_way("42809", fmt::format("\"{}\" is not a {}", name.name, word_of(object)), name);
  const Index* index = object == ObjectClass::index ? catalog.index(name) : nullptr;
  if (!index || index->constraint.empty()) return {};
  const Relation* table = catalog.table_of_index(name);
  return in_the_way("2BP01",
                    fmt::format("cannot drop index {} because constraint {} on table {} requires it", name.name,
                                index->constraint, table->name.name),
                    name);
}

FoundConflict depended_on(const Drop& statement, const Catalog& catalog) {
  if (statement.cascade) return {};
  const std::vector<Falling> falling = falling_with(statement, catalog);
  const auto asked = std::find_if(falling.begin(), falling.end(), [](const Falling& each) { return each.asked; });
  if (asked == falling.end()) return {};
  const Name& first = statement.objects.front().name;
  const std::string what =
      statement.objects.size() == 1 ? fmt::format("{} {}", word_of(statement.object), plain(first)) : "desired object(s)";
  return in_the_way("2BP01", fmt::format("cannot drop {} because other objects depend on it", what), first);
}

FoundConflict rename_member(const Rename& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.name, catalog)) return statement.if_exists ? FoundConflict{} : conflict;
  const Relation* table = catalog.relation(statement.name);
  if (!table) return {};
  const ObjectClass part = statement.object == ObjectClass::attribute ? ObjectClass::column : statement.object;
  if (part != ObjectClass::column) return missing_part(part, statement.name, statement.member, catalog);
  if (table->lacks(part, statement.member))
    return missing("42703", fmt::format("column \"{}\" does not exist", statement.member), table->name, statement.member);
  if (!table->has(part, statement.to)) return {};
  return in_the_way("42701", fmt::format("column \"{}\" of relation \"{}\" already exists", statement.to, table->name.name),
                    table->name, statement.to);
}

FoundConflict rename_relation(const Rename& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.name, catalog)) return statement.if_exists ? FoundConflict{} : conflict;
  return taken_relation({catalog.whole(statement.name).schema, statement.to}, catalog);
}

FoundConflict rename_schema(const Rename& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_schema(statement.name.name, catalog)) return conflict;
  if (!catalog.has_schema(statement.to)) return {};
  return in_the_way("42P06", fmt::format("schema \"{}\" already exists", statement.to), {"", statement.to});
}

FoundConflict rename_domain_constraint(const Rename& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_type(statement.name, catalog)) return conflict;
  const Type* domain = catalog.type(statement.name);
  if (!domain) return {};
  for (const Constraint& check : domain->checks)
    if (check.name == statement.member) return {};
  return missing("42704", fmt::format("constraint \"{}\" for domain \"{}\" does not exist", statement.member, domain->name.name),
                 domain->name, statement.member);
}

}  // namespace

FoundConflict form_conflict(const Drop& statement, const Catalog& catalog) {
  for (const Drop::Object& object : statement.objects) {
    FoundConflict absent = missing_object(statement.object, object, catalog);
    if (absent && !statement.if_exists) return absent;
    if (FoundConflict conflict = wrong_object(statement.object, object.name, catalog)) return conflict;
  }
  return depended_on(statement, catalog);
}

FoundConflict form_conflict(const Rename& statement, const Catalog& catalog) {
  switch (statement.object) {
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
    case ObjectClass::index:
    case ObjectClass::sequence:
      return rename_relation(statement, catalog);
    case ObjectClass::constraint:
      if (statement.relation == ObjectClass::domain) return rename_domain_constraint(statement, catalog);
      return rename_member(statement, catalog);
    case ObjectClass::column:
    case ObjectClass::attribute:
    case ObjectClass::trigger:
    case ObjectClass::rule:
    case ObjectClass::policy:
      return rename_member(statement, catalog);
    case ObjectClass::type:
    case ObjectClass::domain:
      return missing_type(statement.name, catalog);
    case ObjectClass::function:
      return missing_routine(statement.name, statement.arguments, catalog);
    case ObjectClass::schema:
      return rename_schema(statement, catalog);
    case ObjectClass::extension:
    case ObjectClass::publication:
    case ObjectClass::statistics:
      return missing_global(statement.object, statement.name, catalog);
    case ObjectClass::database:
    case ObjectClass::role:
    case ObjectClass::other:
      return {};
  }
  return {};
}

FoundConflict form_conflict(const SetSchema& statement, const Catalog& catalog) {
  if (statement.object == ObjectClass::extension || statement.object == ObjectClass::other) return {};
  if (statement.object == ObjectClass::function) {
    if (FoundConflict conflict = missing_routine(statement.name, statement.arguments, catalog)) return conflict;
  } else if (statement.object == ObjectClass::type || statement.object == ObjectClass::domain) {
    if (FoundConflict conflict = missing_type(statement.name, catalog)) return conflict;
  } else if (is_relation(statement.object)) {
    if (FoundConflict conflict = missing_relation(statement.name, catalog)) return conflict;
    const Name moved{statement.schema, statement.name.name};
    if (catalog.whole(statement.name) != moved)
      if (FoundConflict conflict = taken_relation(moved, catalog)) return conflict;
  }
  return missing_schema(statement.schema, catalog);
}

}  // namespace safeops::sql
