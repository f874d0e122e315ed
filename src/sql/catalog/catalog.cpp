#include "sql/catalog/catalog.hpp"

#include <algorithm>
#include <iterator>

namespace safeops::sql {

namespace {

// The types of pg_catalog that a statement may name without a schema: they are found before any of the search path. Sorted.
constexpr std::string_view built_in_types[] = {
    "bit",         "bool",      "box",       "bpchar",   "bytea",         "char",      "cid",          "cidr",      "circle",
    "date",        "daterange", "float4",    "float8",   "inet",          "int2",      "int2vector",   "int4",      "int4range",
    "int8",        "int8range", "interval",  "json",     "jsonb",         "jsonpath",  "line",         "lseg",      "macaddr",
    "macaddr8",    "money",     "name",      "numeric",  "numrange",      "oid",       "oidvector",    "path",      "pg_lsn",
    "pg_snapshot", "point",     "polygon",   "record",   "refcursor",     "regclass",  "regcollation", "regconfig", "regproc",
    "regrole",     "regtype",   "text",      "tid",      "time",          "timestamp", "timestamptz",  "timetz",    "trigger",
    "tsquery",     "tsrange",   "tstzrange", "tsvector", "txid_snapshot", "uuid",      "varbit",       "varchar",   "void",
    "xid",         "xid8",      "xml",
};
static_assert(std::is_sorted(std::begin(built_in_types), std::end(built_in_types)));

const std::string temporary_schema = "pg_temp";
const std::string default_schema = "public";

}  // namespace

Catalog::Catalog() : schemas_{default_schema}, search_path_{default_schema} {}

bool Catalog::knows(Space space, const Name& name) const {
  switch (space) {
    case Space::relation:
    case Space::index:
    case Space::constraint:
    case Space::statistics:
      return relations_.contains(name) || index_tables_.contains(name);
    case Space::type:
      return types_.contains(name) || relations_.contains(name);
    case Space::routine:
      return routines_.contains(name);
  }
  return false;
}

// The name with the schema in which it is found, or as it is.
Name Catalog::resolve(Space space, const Name& name) const {
  if (!name.schema.empty() || name.empty()) return name;
  if (Name temporary{temporary_schema, name.name}; knows(space, temporary)) return temporary;
  for (const std::string& schema : search_path_)
    if (Name found{schema, name.name}; knows(space, found)) return found;
  return name;
}

Name Catalog::whole(const Name& relation) const {
  Name found = resolve(Space::relation, relation);
  if (found.schema.empty() && !found.empty()) found.schema = creation_schema();
  return found;
}

Name Catalog::whole_type(const Name& type) const {
  const bool built_in = std::binary_search(std::begin(built_in_types), std::end(built_in_types), type.name);
  return built_in && type.schema.empty() ? type : resolve(Space::type, type);
}

Name Catalog::whole_routine(const Name& routine) const {
  return resolve(Space::routine, routine);
}

Name Catalog::for_new(const Name& object, Persistence persistence) const {
  if (persistence == Persistence::temporary) return {temporary_schema, object.name};
  return object.schema.empty() ? Name{creation_schema(), object.name} : object;
}

const std::string& Catalog::creation_schema() const {
  return search_path_.empty() ? default_schema : search_path_.front();
}

const Relation* Catalog::relation(const Name& name) const {
  const auto found = relations_.find(whole(name));
  return found == relations_.end() ? nullptr : &found->second;
}

const Relation* Catalog::table_of_index(const Name& index) const {
  const auto found = index_tables_.find(whole(index));
  return found == index_tables_.end() ? nullptr : relation(found->second);
}

const Index* Catalog::index(const Name& name) const {
  const Relation* table = table_of_index(name);
  return table ? table->index(name.name) : nullptr;
}

const Relation* Catalog::table_of_statistics(const Name& statistics) const {
  const auto found = statistics_tables_.find(statistics);
  return found == statistics_tables_.end() ? nullptr : relation(found->second);
}

const Type* Catalog::type(const Name& name) const {
  const auto found = types_.find(whole_type(name));
  return found == types_.end() ? nullptr : &found->second;
}

std::vector<const Routine*> Catalog::routines(const Name& name) const {
  std::vector<const Routine*> found;
  const auto [begin, end] = routines_.equal_range(whole_routine(name));
  for (auto each = begin; each != end; ++each) found.push_back(&each->second);
  return found;
}

bool Catalog::has_constraint_in(const std::string& schema, const std::string& name) const {
  return constraint_names_.contains({schema, name});
}

TypeName Catalog::base_type(const TypeName& type) const {
  TypeName base = type;
  const Type* domain = this->type(base.name);
  // A domain cannot stand over itself, but a hostile script may rename types into a ring.
  for (int depth = 0; depth < 100 && domain && domain->kind == Type::Kind::domain; ++depth) {
    const std::int32_t dimensions = base.dimensions;
    base = domain->base;
    base.dimensions += dimensions;
    domain = this->type(base.name);
  }
  return base;
}

template <typename Holds>
std::vector<const Relation*> Catalog::dependents(const Object& on, Holds holds) const {
  std::vector<const Relation*> found;
  const auto entries = dependents_.find(on);
  if (entries == dependents_.end()) return found;
  for (const Object& each : entries->second) {
    if (each.space != Space::relation) continue;
    const auto entry = relations_.find(each.name);
    if (entry != relations_.end() && holds(entry->second)) found.push_back(&entry->second);
  }
  return found;
}

std::vector<const Relation*> Catalog::children(const Relation& parent) const {
  return dependents({Space::relation, parent.name}, [&](const Relation& each) {
    return std::find(each.parents.begin(), each.parents.end(), parent.name) != each.parents.end();
  });
}

std::vector<const Relation*> Catalog::descendants(const Relation& parent) const {
  std::vector<const Relation*> found = children(parent);
  std::set<const Relation*> seen(found.begin(), found.end());
  seen.insert(&parent);
  for (std::size_t next = 0; next < found.size(); ++next)
    for (const Relation* child : children(*found[next]))
      if (seen.insert(child).second) found.push_back(child);
  std::sort(found.begin(), found.end(), [](const Relation* a, const Relation* b) { return a->name < b->name; });
  return found;
}

std::vector<const Relation*> Catalog::referencing(const Relation& table) const {
  return dependents({Space::relation, table.name}, [&](const Relation& each) {
    return std::any_of(each.constraints.begin(), each.constraints.end(),
                       [&](const Constraint& constraint) { return constraint.referenced == table.name; });
  });
}

std::vector<const Relation*> Catalog::views_of(const Relation& relation) const {
  return dependents({Space::relation, relation.name}, [&](const Relation& each) {
    const bool view = each.kind == Relation::Kind::view || each.kind == Relation::Kind::materialized_view;
    return view && std::any_of(each.uses.begin(), each.uses.end(), [&](const Use& use) { return use.relation == relation.name; });
  });
}

std::vector<const Relation*> Catalog::owned_sequences(const Relation& table) const {
  return dependents({Space::relation, table.name}, [&](const Relation& each) { return each.owner_table == table.name; });
}

std::vector<const Relation*> Catalog::drawing_from(const Relation& sequence) const {
  return dependents({Space::relation, sequence.name}, [&](const Relation& each) { return each.is_table(); });
}

std::vector<const Relation*> Catalog::columns_of_type(const Name& type) const {
  const Name name = whole_type(type);
  return dependents({Space::type, name}, [&](const Relation& each) {
    return std::any_of(each.columns.begin(), each.columns.end(), [&](const Column& column) { return column.type.name == name; });
  });
}

std::vector<const Relation*> Catalog::calling(const Name& routine) const {
  return dependents({Space::routine, whole_routine(routine)}, [](const Relation&) { return true; });
}

std::vector<const Type*> Catalog::domains_over(const Name& type) const {
  std::vector<const Type*> found;
  const auto entries = dependents_.find({Space::type, whole_type(type)});
  if (entries == dependents_.end()) return found;
  for (const Object& each : entries->second)
    if (each.space == Space::type) found.push_back(&types_.at(each.name));
  return found;
}

std::vector<const Routine*> Catalog::routines_with(const Name& type) const {
  std::vector<const Routine*> found;
  const Name name = whole_type(type);
  const auto entries = dependents_.find({Space::type, name});
  if (entries == dependents_.end()) return found;
  const auto takes = [&](const TypeName& each) { return each.name == name; };
  for (const Object& each : entries->second) {
    if (each.space != Space::routine) continue;
    const auto [begin, end] = routines_.equal_range(each.name);
    for (auto entry = begin; entry != end; ++entry) {
      const Routine& routine = entry->second;
      if (std::any_of(routine.arguments.begin(), routine.arguments.end(), takes) || (routine.returns && takes(*routine.returns)))
        found.push_back(&routine);
    }
  }
  return found;
}

}  // namespace safeops::sql
