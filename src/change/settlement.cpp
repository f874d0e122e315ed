#include "change/settlement.hpp"

#include <algorithm>

namespace safeops {
namespace {

using Kind = sql::Effect::Kind;
using Target = sql::Effect::Target;

bool is_about_type(const sql::Effect& effect) {
  return effect.kind == Kind::drop_type || effect.target == Target::type || effect.target == Target::domain;
}

sql::Name former(const std::map<sql::Name, sql::Name>& names, const sql::Name& name) {
  const auto known = names.find(name);
  return known == names.end() ? name : known->second;
}

void add_name(std::map<sql::Name, sql::Name>& names, const sql::Name& from, sql::Name to) {
  sql::Name first = former(names, from);
  names.erase(from);
  names.insert_or_assign(std::move(to), std::move(first));
}

std::vector<std::string> labels_without(const sql::Type& had, const sql::Type& has) {
  std::vector<std::string> lost;
  for (const std::string& label : had.labels)
    if (std::find(has.labels.begin(), has.labels.end(), label) == has.labels.end()) lost.push_back(label);
  return lost;
}

bool are_enumerations(const sql::Type* had, const sql::Type* has) {
  constexpr auto enumeration = sql::Type::Kind::enumeration;
  return had && has && had->kind == enumeration && has->kind == enumeration;
}

class Settlement {
 public:
  explicit Settlement(const Outcome& outcome)
      : before_(outcome.before), after_(outcome.after), renames_(outcome.renames), certain_(outcome.certain) {}

  // A column of that name that stood already: one that is only made where it is missing is not new.
  [[nodiscard]] bool is_old_member(const SchemaEffect& effect) const {
    if (effect.effect->member.empty() || is_about_type(*effect.effect)) return false;
    const sql::Relation* table = before_.relation(effect.stood_as);
    return table && after_.relation(current(effect.stood_as)) && !effect.facts->made_here.contains(effect.stood_as) &&
           table->column(effect.effect->member);
  }

  // The running version finds what it knows.
  [[nodiscard]] bool stands_again(const SchemaEffect& effect) const {
    if (!certain_) return false;
    const sql::Effect& taken = *effect.effect;
    if (taken.kind == Kind::drop_constraint) return is_replaced(effect) || falls_with_table(effect);
    const bool renamed = taken.kind == Kind::rename && taken.member.empty() && is_about_type(taken);
    return (taken.kind == Kind::drop_type || renamed) && !taken.cascade && is_swapped(effect.stood_as);
  }

  // The schema at base is known not to hold it.
  [[nodiscard]] bool never_stood(const SchemaEffect& effect) const {
    if (!certain_ || effect.effect->kind != Kind::drop_column) return false;
    const sql::Relation* table = before_.relation(effect.stood_as);
    return table && !table->partial && !table->column(effect.effect->member);
  }

  void settle_type(ColumnTypeChange& change) const {
    const sql::Column* old = column_of(before_, change.stood_as, change.column);
    const sql::Column* now = column_of(after_, current(change.stood_as), change.column);
    if (!certain_ || !change.change.plain || !old || !now || old->type.dimensions != now->type.dimensions) return;
    const sql::Type* had = before_.type(old->type.name);
    const sql::Type* has = after_.type(now->type.name);
    if (!are_enumerations(had, has)) return;
    change.lost_labels = labels_without(*had, *has);
    change.change.narrows = !change.lost_labels.empty();
  }

 private:
  // What a relation of the base is called in the end.
  [[nodiscard]] sql::Name current(const sql::Name& base) const {
    const auto renamed = std::find_if(renames_.relations.begin(), renames_.relations.end(),
                                      [&](const auto& each) { return each.second == base && after_.relation(each.first); });
    return renamed == renames_.relations.end() ? base : renamed->first;
  }

  static const sql::Column* column_of(const sql::Catalog& catalog, const sql::Name& table, const std::string& column) {
    const sql::Relation* relation = catalog.relation(table);
    return relation ? relation->column(column) : nullptr;
  }

  // An enumeration of that name with all its labels, which every column of the old one has become.
  [[nodiscard]] bool is_swapped(const sql::Name& type) const {
    const sql::Type* had = before_.type(type);
    const sql::Type* has = after_.type(type);
    if (!are_enumerations(had, has) || !labels_without(*had, *has).empty()) return false;
    const auto tables = before_.columns_of_type(type);
    return std::all_of(tables.begin(), tables.end(), [&](const sql::Relation* table) {
      return std::all_of(table->columns.begin(), table->columns.end(), [&](const sql::Column& column) {
        if (column.type.name != type) return true;
        const sql::Column* now = column_of(after_, current(table->name), column.name);
        return now && now->type == column.type;
      });
    });
  }

  // Another foreign key that says the same. Of unique constraints ON CONFLICT knows the name and the index.
  [[nodiscard]] bool is_replaced(const SchemaEffect& drop) const {
    const sql::Relation* old = before_.relation(drop.stood_as);
    const sql::Relation* now = old ? after_.relation(current(old->name)) : nullptr;
    const sql::Constraint* gone = now ? old->constraint(drop.effect->member) : nullptr;
    if (!gone || gone->kind != sql::ConstraintDefinition::Kind::foreign_key || drop.effect->cascade) return false;
    return std::any_of(now->constraints.begin(), now->constraints.end(), [&](const sql::Constraint& each) {
      return each.kind == gone->kind && each.columns == gone->columns && each.referenced == gone->referenced &&
             each.referenced_columns == gone->referenced_columns && each.deferrable == gone->deferrable;
    });
  }

  // Then it is the table that is missed.
  [[nodiscard]] bool falls_with_table(const SchemaEffect& drop) const {
    const sql::Relation* old = before_.relation(drop.stood_as);
    return old && !drop.effect->cascade && !after_.relation(current(old->name));
  }

  const sql::Catalog& before_;
  const sql::Catalog& after_;
  const Renames& renames_;
  bool certain_;
};

}  // namespace

bool is_made_here(const sql::Name& name, const sql::Catalog& before, const sql::Catalog& now) {
  if (before.relation(name) || before.table_of_index(name)) return false;
  const sql::Relation* relation = now.relation(name);
  return relation ? !relation->older : now.table_of_index(name) != nullptr;
}

void Renames::add(const sql::Command& command, const sql::Catalog& before, const sql::Catalog& now) {
  const auto add_relation = [&](const sql::Name& from, sql::Name to) {
    if (relations.contains(from) || !is_made_here(from, before, now)) add_name(relations, from, std::move(to));
  };
  if (const auto* move = std::get_if<sql::SetSchema>(&command.form)) {
    const sql::Name from = now.whole(move->name);
    return add_relation(from, {move->schema, from.name});
  }
  const auto* rename = std::get_if<sql::Rename>(&command.form);
  if (!rename || !rename->member.empty()) return;
  if (rename->object != sql::ObjectClass::type && rename->object != sql::ObjectClass::domain) {
    const sql::Name from = now.whole(rename->name);
    return add_relation(from, {from.schema, rename->to});
  }
  const sql::Name from = now.whole_type(rename->name);
  if (types.contains(from) || before.type(from) || !now.type(from)) add_name(types, from, {from.schema, rename->to});
}

sql::Name Renames::subject_of(const sql::Effect& effect, const sql::Catalog& now) const {
  if (effect.object.empty()) return {};
  return is_about_type(effect) ? former(types, now.whole_type(effect.object)) : former(relations, now.whole(effect.object));
}

sql::Name Renames::relation_at_base(const sql::Name& now) const {
  return former(relations, now);
}

void settle(MigrationStep& step, const Outcome& outcome) {
  if (outcome.before.gave_up() || outcome.after.gave_up()) return;
  const Settlement settlement(outcome);
  for (SchemaEffect& effect : step.effects) {
    if (settlement.is_old_member(effect)) effect.on_new_object = false;
    effect.recreated = effect.recreated || settlement.stands_again(effect);
    effect.on_new_object = effect.on_new_object || settlement.never_stood(effect);
  }
  for (StatementFacts& facts : step.statements)
    for (ColumnTypeChange& change : facts.type_changes) settlement.settle_type(change);
}

}  // namespace safeops
