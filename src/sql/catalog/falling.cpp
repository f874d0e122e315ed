#include "sql/catalog/falling.hpp"

#include <algorithm>
#include <deque>
#include <tuple>

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool same_set(std::vector<std::string> one, std::vector<std::string> other) {
  std::sort(one.begin(), one.end());
  std::sort(other.begin(), other.end());
  return one == other;
}

ObjectClass class_of(const Relation& relation) {
  switch (relation.kind) {
    case Relation::Kind::table:
      return ObjectClass::table;
    case Relation::Kind::foreign_table:
      return ObjectClass::foreign_table;
    case Relation::Kind::view:
      return ObjectClass::view;
    case Relation::Kind::materialized_view:
      return ObjectClass::materialized_view;
    case Relation::Kind::sequence:
      return ObjectClass::sequence;
    case Relation::Kind::composite_type:
      return ObjectClass::type;
  }
  return ObjectClass::table;
}

bool calls(const Expression& expression, const Name& routine) {
  return std::any_of(expression.calls.begin(), expression.calls.end(),
                     [&](const FunctionCall& call) { return call.name == routine; });
}

bool calls(const Index& index, const Name& routine) {
  return calls(index.predicate, routine) ||
         std::any_of(index.elements.begin(), index.elements.end(),
                     [&](const IndexElement& each) { return calls(each.expression, routine); });
}

// Follows dependencies breadth first, those that need no CASCADE before the others.
class Fall {
 public:
  explicit Fall(const Catalog& catalog) : catalog_(catalog) {}

  std::vector<Falling> run(const std::vector<Falling>& objects) {
    for (const Falling& object : objects) add(object);
    while (!unasked_.empty() || !asked_.empty()) {
      std::deque<Falling>& queue = unasked_.empty() ? asked_ : unasked_;
      const Falling next = std::move(queue.front());
      queue.pop_front();
      if (!take(next)) continue;
      under_cascade_ = next.asked;
      follow(next);
    }
    return std::move(fallen_);
  }

 private:
  using Key = std::tuple<ObjectClass, Name, std::string>;

  void add(Falling object) {
    object.asked |= under_cascade_;
    (object.asked ? asked_ : unasked_).push_back(std::move(object));
  }
  void add(ObjectClass object, const Name& name, const std::string& member, bool asked) { add({object, name, member, asked}); }

  // A part of what falls anyway is not worth a word.
  bool take(const Falling& object) {
    if (!object.member.empty() && relations_.contains(object.name)) return false;
    if (object.object == ObjectClass::other && seen_.contains({ObjectClass::column, object.name, object.member})) return false;
    if (!seen_.emplace(object.object, object.name, object.member).second) return false;
    if (object.member.empty()) {
      const Relation* holder = object.object == ObjectClass::index ? catalog_.table_of_index(object.name) : nullptr;
      if (holder && relations_.contains(holder->name)) return false;
      if (object.object != ObjectClass::index && object.object != ObjectClass::function) relations_.insert(object.name);
    }
    fallen_.push_back(object);
    return true;
  }

  void follow(const Falling& object) {
    const Relation* relation = catalog_.relation(object.name);
    switch (object.object) {
      case ObjectClass::table:
      case ObjectClass::foreign_table:
      case ObjectClass::view:
      case ObjectClass::materialized_view:
      case ObjectClass::sequence:
        if (relation) follow_relation(*relation);
        return follow_type(object.name);
      case ObjectClass::type:
      case ObjectClass::domain:
        return follow_type(object.name);
      case ObjectClass::column:
      case ObjectClass::attribute:
        if (relation) follow_column(*relation, object.member);
        return;
      case ObjectClass::constraint:
        if (relation) follow_constraint(*relation, object.member);
        return;
      case ObjectClass::index:
        return follow_index(object.name);
      case ObjectClass::function:
        return follow_routine(object.name);
      case ObjectClass::schema:
        return follow_schema(object.name.name);
      case ObjectClass::trigger:
        if (relation) follow_trigger(*relation, object.member);
        return;
      case ObjectClass::rule:
      case ObjectClass::policy:
      case ObjectClass::database:
      case ObjectClass::extension:
      case ObjectClass::statistics:
      case ObjectClass::publication:
      case ObjectClass::role:
      case ObjectClass::other:
        return;
    }
  }

  void follow_relation(const Relation& relation) {
    for (const Relation* child : catalog_.children(relation)) add(class_of(*child), child->name, {}, !child->is_partition());
    for (const Relation* sequence : catalog_.owned_sequences(relation)) add(ObjectClass::sequence, sequence->name, {}, false);
    for (const Relation* table : catalog_.referencing(relation))
      for (const Constraint& key : table->constraints)
        if (key.referenced == relation.name) add(ObjectClass::constraint, table->name, key.name, true);
    for (const Relation* view : catalog_.views_of(relation)) add(class_of(*view), view->name, {}, true);
    if (relation.kind != Relation::Kind::sequence) return;
    for (const Relation* table : catalog_.drawing_from(relation))
      for (const Column& column : table->columns)
        if (std::count(column.value.sequences.begin(), column.value.sequences.end(), relation.name) > 0)
          add(ObjectClass::other, table->name, column.name, true);
  }

  void follow_type(const Name& type) {
    for (const Relation* relation : catalog_.columns_of_type(type))
      for (const Column& column : relation->columns)
        if (column.type.name == type) add(ObjectClass::column, relation->name, column.name, true);
    for (const Type* domain : catalog_.domains_over(type)) add(ObjectClass::domain, domain->name, {}, true);
    for (const Routine* routine : catalog_.routines_with(type)) add(ObjectClass::function, routine->name, {}, true);
  }

  void follow_column(const Relation& table, const std::string& column) {
    for (const Constraint& constraint : table.constraints)
      if (contains(constraint.columns, column)) add(ObjectClass::constraint, table.name, constraint.name, false);
    for (const Index& index : table.indexes) {
      if (!index.reads(column)) continue;
      if (index.constraint.empty())
        add(ObjectClass::index, {table.name.schema, index.name}, {}, false);
      else
        add(ObjectClass::constraint, table.name, index.constraint, false);
    }
    for (const Statistics& statistics : table.statistics)
      if (contains(statistics.columns, column)) add(ObjectClass::statistics, statistics.name, {}, false);
    for (const Column& other : table.columns)
      if (other.generated != ColumnDefinition::Generated::no && contains(other.value.columns, column) && other.name != column)
        add(ObjectClass::column, table.name, other.name, true);
    for (const Relation* child : catalog_.children(table)) {
      const Column* own = child->column(column);
      if (own && own->inherited && !own->own && !has_another_parent_with(*child, table, column))
        add(ObjectClass::column, child->name, column, false);
    }
    for (const Relation* sequence : catalog_.owned_sequences(table))
      if (sequence->owner_column == column) add(ObjectClass::sequence, sequence->name, {}, false);
    for (const Relation* view : catalog_.views_of(table))
      if (std::any_of(view->uses.begin(), view->uses.end(),
                      [&](const Use& use) { return use.relation == table.name && use.columns.contains(column); }))
        add(class_of(*view), view->name, {}, true);
  }

  [[nodiscard]] bool has_another_parent_with(const Relation& child, const Relation& parent, const std::string& column) const {
    return std::any_of(child.parents.begin(), child.parents.end(), [&](const Name& name) {
      const Relation* other = name == parent.name ? nullptr : catalog_.relation(name);
      return other && other->column(column);
    });
  }

  void follow_trigger(const Relation& table, const std::string& name) {
    for (const Relation* child : catalog_.children(table))
      for (const Trigger& trigger : child->triggers)
        if (trigger.inherited && trigger.name == name) add(ObjectClass::trigger, child->name, name, false);
  }

  // Foreign keys to exactly these columns hang on the key over them.
  void follow_key(const Relation& table, const std::vector<std::string>& columns) {
    for (const Relation* other : catalog_.referencing(table))
      for (const Constraint& key : other->constraints)
        if (key.referenced == table.name && same_set(key.referenced_columns, columns))
          add(ObjectClass::constraint, other->name, key.name, true);
  }

  void follow_constraint(const Relation& table, const std::string& name) {
    const Constraint* constraint = table.constraint(name);
    if (!constraint) return;
    if (constraint->kind == Kind::unique || constraint->kind == Kind::primary_key) follow_key(table, constraint->columns);
    for (const Relation* child : catalog_.children(table)) {
      const Constraint* same = child->constraint(name);
      if (same && same->inherited && !same->own && constraint->index.empty())
        add(ObjectClass::constraint, child->name, name, false);
      for (const Index& index : child->indexes)
        if (!constraint->index.empty() && index.parent == Name{table.name.schema, constraint->index})
          add(ObjectClass::constraint, child->name, index.constraint, false);
    }
  }

  void follow_index(const Name& name) {
    const Relation* table = catalog_.table_of_index(name);
    const Index* index = catalog_.index(name);
    if (!table || !index) return;
    std::vector<std::string> columns;
    for (const IndexElement& element : index->elements) columns.push_back(element.column);
    if (index->unique) follow_key(*table, columns);
    for (const Relation* child : catalog_.children(*table))
      for (const Index& each : child->indexes)
        if (each.parent == name) add(ObjectClass::index, {child->name.schema, each.name}, {}, false);
  }

  void follow_routine(const Name& routine) {
    for (const Relation* relation : catalog_.calling(routine)) {
      if (std::count(relation->calls.begin(), relation->calls.end(), routine) > 0)
        add(class_of(*relation), relation->name, {}, true);
      for (const Trigger& trigger : relation->triggers)
        if (trigger.function == routine) add(ObjectClass::trigger, relation->name, trigger.name, true);
      for (const Constraint& constraint : relation->constraints)
        if (calls(constraint.check, routine)) add(ObjectClass::constraint, relation->name, constraint.name, true);
      for (const Index& index : relation->indexes)
        if (calls(index, routine)) add(ObjectClass::index, {relation->name.schema, index.name}, {}, true);
      for (const Column& column : relation->columns)
        if (calls(column.value, routine)) {
          const bool generated = column.generated != ColumnDefinition::Generated::no;
          add(generated ? ObjectClass::column : ObjectClass::other, relation->name, column.name, true);
        }
    }
  }

  void follow_schema(const std::string& schema) {
    const auto each_in = [&](const auto& entries, auto see) {
      for (auto each = entries.lower_bound(Name{schema, ""}); each != entries.end() && each->first.schema == schema; ++each)
        see(each->second);
    };
    each_in(catalog_.relations(), [&](const Relation& each) { add(class_of(each), each.name, {}, true); });
    each_in(catalog_.types(), [&](const Type& each) {
      add(each.kind == Type::Kind::domain ? ObjectClass::domain : ObjectClass::type, each.name, {}, true);
    });
    each_in(catalog_.all_routines(), [&](const Routine& each) { add(ObjectClass::function, each.name, {}, true); });
  }

  const Catalog& catalog_;
  std::deque<Falling> unasked_, asked_;
  std::set<Key> seen_;
  std::set<Name> relations_;  // that fall
  std::vector<Falling> fallen_;
  bool under_cascade_ = false;
};

}  // namespace

std::vector<Falling> with_dependents(std::vector<Falling> objects, const Catalog& catalog) {
  return Fall(catalog).run(objects);
}

std::vector<Falling> falling_with(const Drop& drop, const Catalog& catalog) {
  const std::vector<Falling> objects = named_by(drop, catalog);
  std::vector<Falling> all = with_dependents(objects, catalog);
  const auto named = [&](const Falling& each) {
    return std::any_of(objects.begin(), objects.end(), [&](const Falling& object) {
      return object.object == each.object && object.name == each.name && object.member == each.member;
    });
  };
  std::erase_if(all, named);
  return all;
}

std::vector<Falling> falling_with(const AlterAction& action, const Relation& table, const Catalog& catalog) {
  using Action = AlterAction::Kind;
  if (action.kind != Action::drop_column && action.kind != Action::drop_constraint) return {};
  const ObjectClass part = action.kind == Action::drop_column ? ObjectClass::column : ObjectClass::constraint;
  if (!table.has(part, action.name)) return {};
  std::vector<Falling> all = with_dependents({{part, table.name, action.name, false}}, catalog);
  all.erase(all.begin());
  return all;
}

}  // namespace safeops::sql
