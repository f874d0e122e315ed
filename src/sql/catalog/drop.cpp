#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/falling.hpp"

namespace safeops::sql {

namespace {

void remove_part(const Falling& object, Relation& table) {
  if (object.object == ObjectClass::column || object.object == ObjectClass::attribute)
    std::erase_if(table.columns, [&](const Column& each) { return each.name == object.member; });
  if (object.object == ObjectClass::trigger)
    std::erase_if(table.triggers, [&](const Trigger& each) { return each.name == object.member; });
  if (object.object == ObjectClass::rule) std::erase(table.rules, object.member);
  if (object.object == ObjectClass::policy) std::erase(table.policies, object.member);
  forget(table, object.object, object.member);
}

void remove_default(const Falling& object, Relation& table) {
  if (Column* column = table.column(object.member)) column->value = {};
}

void remove_statistics(const Name& name, Catalog& catalog) {
  const Relation* table = catalog.table_of_statistics(name);
  if (!table) return;
  catalog.change(Name(table->name), [&](Relation& relation) {
    std::erase_if(relation.statistics, [&](const Statistics& each) { return each.name == name; });
  });
}

void remove(const Falling& object, Catalog& catalog) {
  switch (object.object) {
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
    case ObjectClass::sequence:
      return catalog.remove(object.name);
    case ObjectClass::type:
    case ObjectClass::domain:
      catalog.remove(object.name);
      return catalog.remove_type(object.name);
    case ObjectClass::column:
    case ObjectClass::attribute:
    case ObjectClass::trigger:
    case ObjectClass::rule:
    case ObjectClass::policy:
      return catalog.change(object.name, [&](Relation& table) { remove_part(object, table); });
    case ObjectClass::constraint:
      return remove_constraint(catalog, object.name, object.member);
    case ObjectClass::index:
      if (const Relation* table = catalog.table_of_index(object.name)) remove_index(catalog, Name(table->name), object.name.name);
      return;
    case ObjectClass::function:
      return catalog.remove_routines(object.name, nullptr);
    case ObjectClass::schema:
      return catalog.remove_schema(object.name.name);
    case ObjectClass::extension:
      return catalog.remove_extension(object.name.name);
    case ObjectClass::statistics:
      return remove_statistics(object.name, catalog);
    case ObjectClass::publication:
      return catalog.remove_publication(object.name.name);
    case ObjectClass::other:
      return catalog.change(object.name, [&](Relation& table) { remove_default(object, table); });
    case ObjectClass::database:
    case ObjectClass::role:
      return;
  }
}

bool is_part(ObjectClass object) {
  return object == ObjectClass::trigger || object == ObjectClass::rule || object == ObjectClass::policy;
}

Name whole_name(ObjectClass object, const Name& name, const Catalog& catalog) {
  switch (object) {
    case ObjectClass::type:
    case ObjectClass::domain:
      return catalog.whole_type(name);
    case ObjectClass::function:
      return catalog.whole_routine(name);
    case ObjectClass::schema:
    case ObjectClass::extension:
    case ObjectClass::publication:
    case ObjectClass::database:
    case ObjectClass::role:
      return name;
    case ObjectClass::statistics:
      return name.schema.empty() ? Name{catalog.creation_schema(), name.name} : name;
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
    case ObjectClass::index:
    case ObjectClass::sequence:
    case ObjectClass::column:
    case ObjectClass::constraint:
    case ObjectClass::trigger:
    case ObjectClass::rule:
    case ObjectClass::policy:
    case ObjectClass::attribute:
    case ObjectClass::other:
      return catalog.whole(name);
  }
  return name;
}

}  // namespace

std::vector<Falling> named_by(const Drop& drop, const Catalog& catalog) {
  std::vector<Falling> named;
  if (drop.object == ObjectClass::other) return named;
  for (const Drop::Object& object : drop.objects)
    named.push_back({drop.object, whole_name(drop.object, object.name, catalog), object.member, false});
  return named;
}

void remove_all(const std::vector<Falling>& objects, Catalog& catalog) {
  catalog.spend(objects.size());
  for (const Falling& object : objects) {
    if (catalog.gave_up()) return;
    remove(object, catalog);
  }
}

namespace {

// What calls a routine is known by its name alone: only with the last of a name does it fall.
bool takes_the_last(const Drop::Object& object, const std::vector<TypeName>& arguments, const Catalog& catalog) {
  const std::vector<const Routine*> routines = catalog.routines(object.name);
  if (!object.arguments || routines.size() != 1) return !object.arguments;
  const auto may_be = [](const TypeName& one, const TypeName& other) { return one.name.may_be(other.name); };
  const std::vector<TypeName>& own = routines.front()->arguments;
  return std::equal(own.begin(), own.end(), arguments.begin(), arguments.end(), may_be);
}

// Takes those out of `drop` of which others of their name are left.
void drop_overloads(Drop& drop, Catalog& catalog) {
  std::vector<Drop::Object> last;
  for (Drop::Object& each : drop.objects) {
    const std::vector<TypeName> arguments = argument_types(catalog, each.arguments.value_or(std::vector<TypeName>{}));
    if (takes_the_last(each, arguments, catalog))
      last.push_back(std::move(each));
    else
      catalog.remove_routines(catalog.whole_routine(each.name), &arguments);
  }
  drop.objects = std::move(last);
}

}  // namespace

void apply_form(const Drop& statement, Catalog& catalog) {
  Drop whole = statement;
  if (statement.object == ObjectClass::function) drop_overloads(whole, catalog);
  if (is_part(statement.object))
    for (const Drop::Object& each : statement.objects) expect_relation(catalog, each.name);
  remove_all(with_dependents(named_by(whole, catalog), catalog), catalog);
}

}  // namespace safeops::sql
