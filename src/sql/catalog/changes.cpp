#include <algorithm>
#include <type_traits>

#include "sql/catalog/catalog.hpp"
#include "sql/catalog/references.hpp"

namespace safeops::sql {

namespace {

// Far past what a database people work with holds; what a script of a megabyte can ask for is far more.
constexpr std::size_t most_held = 300'000;     // columns, constraints, indexes, routines ...
constexpr std::size_t most_spent = 3'000'000;  // changes to one entry, references followed

std::size_t parts_of(const Relation& relation) {
  return 1 + relation.columns.size() + relation.constraints.size() + relation.indexes.size() + relation.triggers.size() +
         relation.uses.size() + relation.policies.size() + relation.rules.size() + relation.absent.size();
}

// Points every reference to `from` at `to`.
struct Redirect {
  const Name& from;
  const Name& to;
  bool relations = false, types = false, routines = false;

  void follow(bool wanted, Name& name) const {
    if (wanted && name == from) name = to;
  }
  void relation(Name& name) const { follow(relations, name); }
  void type(Name& name) const { follow(types, name); }
  void routine(Name& name) const { follow(routines, name); }
};

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash * 31 + 7;
}

struct Hasher {
  std::uint64_t hash = 0xcbf29ce484222325u;
  void add(std::string_view space, const Name& name) { hash = mix(mix(mix(hash, space), name.schema), name.name); }
  void relation(const Name& name) { add("r", name); }
  void type(const Name& name) { add("t", name); }
  void routine(const Name& name) { add("f", name); }
};

bool same_arguments(const Routine& routine, const std::vector<TypeName>* arguments) {
  return !arguments || routine.arguments == *arguments;
}

}  // namespace

namespace {

void see_entry(const Relation& relation, auto& see) {
  see_relation(relation, see);
}
void see_entry(const Type& type, auto& see) {
  see_domain(type, see);
}
void see_entry(const Routine& routine, auto& see) {
  see_routine(routine, see);
}

}  // namespace

template <typename Thing>
Catalog::Links Catalog::links_of(const Thing& thing) {
  struct Collector {
    Links links;
    void relation(const Name& name) { links.push_back({Space::relation, name}); }
    void type(const Name& name) { links.push_back({Space::type, name}); }
    void routine(const Name& name) { links.push_back({Space::routine, name}); }
  } collector;
  see_entry(thing, collector);
  Links& links = collector.links;
  if constexpr (std::is_same_v<Thing, Relation>) {
    const std::string& schema = thing.name.schema;
    for (const Index& index : thing.indexes) links.push_back({Space::index, {schema, index.name}});
    for (const Constraint& constraint : thing.constraints) links.push_back({Space::constraint, {schema, constraint.name}});
    for (const Statistics& statistics : thing.statistics) links.push_back({Space::statistics, statistics.name});
  }
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return std::move(collector.links);
}

// Equal as long as an entry's links are.
template <typename Thing>
std::uint64_t Catalog::fingerprint(const Thing& thing) {
  Hasher hasher;
  see_entry(thing, hasher);
  if constexpr (std::is_same_v<Thing, Relation>) {
    for (const Index& index : thing.indexes) hasher.hash = mix(hasher.hash, index.name);
    for (const Constraint& constraint : thing.constraints) hasher.hash = mix(hasher.hash, constraint.name);
    for (const Statistics& statistics : thing.statistics) hasher.add("s", statistics.name);
  }
  return hasher.hash;
}

void Catalog::link(const Object& object, Links links) {
  for (const Object& each : links) {
    if (each.space == Space::index)
      index_tables_[each.name] = object.name;
    else if (each.space == Space::statistics)
      statistics_tables_[each.name] = object.name;
    else if (each.space == Space::constraint)
      ++constraint_names_[each.name];
    else
      dependents_[each].insert(object);
  }
  links_[object] = std::move(links);
}

void Catalog::unlink(const Object& object) {
  const auto found = links_.find(object);
  if (found == links_.end()) return;
  for (const Object& each : found->second) {
    if (each.space == Space::index) {
      const auto entry = index_tables_.find(each.name);
      if (entry != index_tables_.end() && entry->second == object.name) index_tables_.erase(entry);
    } else if (each.space == Space::statistics) {
      statistics_tables_.erase(each.name);
    } else if (each.space == Space::constraint) {
      const auto entry = constraint_names_.find(each.name);
      if (entry != constraint_names_.end() && --entry->second == 0) constraint_names_.erase(entry);
    } else if (const auto entry = dependents_.find(each); entry != dependents_.end()) {
      entry->second.erase(object);
      if (entry->second.empty()) dependents_.erase(entry);
    }
  }
  links_.erase(found);
}

void Catalog::hold(std::size_t before, std::size_t after) {
  held_ = held_ - before + after;
  if (held_ > most_held) spend(most_spent + 1);
}

void Catalog::spend(std::size_t steps) {
  spent_ += steps;
  if (spent_ <= most_spent || gave_up_) return;
  *this = Catalog();
  gave_up_ = true;
}

void Catalog::put(Relation relation) {
  spend(1 + parts_of(relation) / 8);
  if (gave_up_) return;
  remove(relation.name);
  const Object object{Space::relation, relation.name};
  const std::size_t parts = parts_of(relation);
  link(object, links_of(relation));
  relations_.insert_or_assign(object.name, std::move(relation));
  hold(0, parts);
}

void Catalog::change(const Name& name, const std::function<void(Relation&)>& edit) {
  const auto found = relations_.find(name);
  if (found == relations_.end()) return;
  Relation& relation = found->second;
  const std::size_t parts = parts_of(relation);
  const std::uint64_t before = fingerprint(relation);
  edit(relation);
  const bool relinked = fingerprint(relation) != before;
  if (relinked) {
    const Object object{Space::relation, name};
    unlink(object);
    link(object, links_of(relation));
  }
  hold(parts, parts_of(relation));
  spend(1 + (relinked ? parts : parts / 8));  // a link costs what several parts do that are only looked at
}

void Catalog::remove(const Name& relation) {
  const auto found = relations_.find(relation);
  if (found == relations_.end()) return;
  unlink({Space::relation, relation});
  const std::size_t parts = parts_of(found->second);
  relations_.erase(found);
  hold(parts, 0);
}

// Follows a new name in everything that refers to the old one.
void Catalog::redirect(Space space, const Name& from, const Name& to) {
  const auto found = dependents_.find({space, from});
  if (found == dependents_.end()) return;
  const std::set<Object> entries = found->second;
  spend(entries.size());
  const Redirect follow{from, to, space == Space::relation, space == Space::type, space == Space::routine};
  for (const Object& each : entries) {
    if (each.space == Space::relation) change(each.name, [&](Relation& relation) { see_relation(relation, follow); });
    if (gave_up_) return;
    if (each.space == Space::type) {
      Type changed = types_.at(each.name);
      see_domain(changed, follow);
      put(std::move(changed));
    }
    if (each.space == Space::routine) {
      const auto [begin, end] = routines_.equal_range(each.name);
      for (auto routine = begin; routine != end; ++routine) see_routine(routine->second, follow);
      relink_routines(each.name);
    }
  }
}

void Catalog::rename(const Name& from, const Name& to) {
  const auto found = relations_.find(from);
  if (found == relations_.end() || from == to) return;
  Relation moved = std::move(found->second);
  unlink({Space::relation, from});
  hold(parts_of(moved), 0);
  relations_.erase(found);
  moved.name = to;
  put(std::move(moved));
  redirect(Space::relation, from, to);
  redirect(Space::type, from, to);  // its row type
}

void Catalog::put(Type type) {
  spend(1 + type.labels.size() / 8);
  if (gave_up_) return;
  remove_type(type.name);
  const Object object{Space::type, type.name};
  link(object, links_of(type));
  hold(0, 1 + type.labels.size());
  if (!gave_up_) types_.insert_or_assign(object.name, std::move(type));
}

void Catalog::remove_type(const Name& name) {
  const auto found = types_.find(name);
  if (found == types_.end()) return;
  unlink({Space::type, name});
  const std::size_t parts = 1 + found->second.labels.size();
  types_.erase(found);
  hold(parts, 0);
}

void Catalog::rename_type(const Name& from, const Name& to) {
  const auto found = types_.find(from);
  if (found == types_.end() || from == to) return;
  Type moved = found->second;
  remove_type(from);
  moved.name = to;
  put(std::move(moved));
  redirect(Space::type, from, to);
}

void Catalog::relink_routines(const Name& name) {
  const Object object{Space::routine, name};
  unlink(object);
  Links all;
  const auto [begin, end] = routines_.equal_range(name);
  for (auto routine = begin; routine != end; ++routine) {
    Links links = links_of(routine->second);
    all.insert(all.end(), links.begin(), links.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (begin != end) link(object, std::move(all));
}

void Catalog::put(Routine routine) {
  const Name name = routine.name;
  remove_routines(name, &routine.arguments);
  spend(1 + routines_.count(name));
  hold(0, 1 + routine.arguments.size());
  if (gave_up_) return;
  routines_.emplace(name, std::move(routine));
  relink_routines(name);
}

void Catalog::remove_routines(const Name& name, const std::vector<TypeName>* arguments) {
  auto [each, end] = routines_.equal_range(name);
  std::size_t parts = 0;
  while (each != end) {
    const bool wanted = same_arguments(each->second, arguments);
    if (wanted) parts += 1 + each->second.arguments.size();
    each = wanted ? routines_.erase(each) : std::next(each);
  }
  if (parts == 0) return;
  hold(parts, 0);
  relink_routines(name);
}

void Catalog::rename_routines(const Name& from, const Name& to, const std::vector<TypeName>* arguments) {
  std::vector<Routine> moved;
  const auto [begin, end] = routines_.equal_range(from);
  for (auto each = begin; each != end; ++each)
    if (same_arguments(each->second, arguments)) moved.push_back(each->second);
  remove_routines(from, arguments);
  for (Routine& routine : moved) {
    routine.name = to;
    put(std::move(routine));
  }
  if (!moved.empty() && !routines_.contains(from)) redirect(Space::routine, from, to);
}

void Catalog::rename_schema(const std::string& from, const std::string& to) {
  schemas_.erase(from);
  schemas_.insert(to);
  const auto in_schema = [&](const auto& entries) {
    std::set<Name> names;
    for (auto each = entries.lower_bound(Name{from, ""}); each != entries.end() && each->first.schema == from; ++each)
      names.insert(each->first);
    return names;
  };
  for (const Name& name : in_schema(relations_)) rename(name, {to, name.name});
  for (const Name& name : in_schema(types_)) rename_type(name, {to, name.name});
  for (const Name& name : in_schema(routines_)) rename_routines(name, {to, name.name}, nullptr);
  for (std::string& schema : search_path_)
    if (schema == from && !gave_up_) schema = to;
}

}  // namespace safeops::sql
