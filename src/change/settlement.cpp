#include "change/settlement.hpp"

#include <algorithm>

namespace safeops {
namespace {

using Kind = sql::Effect::Kind;
using Target = sql::Effect::Target;

sql::Name former(const std::map<sql::Name, sql::Name>& names, const sql::Name& name) {
  const auto known = names.find(name);
  return known == names.end() ? name : known->second;
}

void add_name(std::map<sql::Name, sql::Name>& names, const sql::Name& from, sql::Name to) {
  sql::Name first = former(names, from);
  names.erase(from);
  names.insert_or_assign(std::move(to), std::move(first));
}

class Settlement {
 public:
  Settlement(const sql::Catalog& before, const sql::Catalog& after, const Renames& renames)
      : before_(before), after_(after), renames_(renames) {}

  // A type of that name, a constraint that says the same: the running version finds what it knows.
  [[nodiscard]] bool stands_again(const sql::Effect& effect) const {
    const bool of_type = effect.target == Target::type || effect.target == Target::domain;
    if (effect.kind == Kind::drop_type || (effect.kind == Kind::rename && of_type && effect.member.empty()))
      return !effect.cascade && after_.type(renames_.type(effect.object, after_));
    return effect.kind == Kind::drop_constraint && (is_replaced(effect) || falls_with_table(effect));
  }

  // The schema at base is known not to hold it.
  [[nodiscard]] bool never_stood(const sql::Effect& effect) const {
    if (effect.kind != Kind::drop_column) return false;
    const sql::Relation* table = at_base(effect.object);
    return table && !table->partial && !table->column(effect.member);
  }

  void settle_type(ColumnTypeChange& change) const {
    const sql::Column* old = column_of(before_, renames_.relation(change.table, after_), change.column);
    const sql::Column* now = column_of(after_, current(renames_.relation(change.table, after_)), change.column);
    if (!old || !now || old->type.empty() || old->type.dimensions != now->type.dimensions) return;
    const sql::Type* had = before_.type(old->type.name);
    const sql::Type* has = after_.type(now->type.name);
    if (had && has && had->kind == sql::Type::Kind::enumeration && has->kind == sql::Type::Kind::enumeration) {
      for (const std::string& label : had->labels)
        if (std::find(has->labels.begin(), has->labels.end(), label) == has->labels.end()) change.lost_labels.push_back(label);
      change.change.narrows = !change.lost_labels.empty();
    } else if (!had && !has && old->type == now->type) {
      change.change.narrows = false;
    }
  }

 private:
  [[nodiscard]] const sql::Relation* at_base(const sql::Name& written) const {
    return before_.relation(renames_.relation(written, after_));
  }

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

  [[nodiscard]] bool is_replaced(const sql::Effect& drop) const {
    const sql::Relation* old = at_base(drop.object);
    const sql::Relation* now = old ? after_.relation(current(old->name)) : nullptr;
    const sql::Constraint* gone = now ? old->constraint(drop.member) : nullptr;
    if (!gone || gone->columns.empty() || gone->kind == sql::ConstraintDefinition::Kind::check || drop.cascade) return false;
    return std::any_of(now->constraints.begin(), now->constraints.end(), [&](const sql::Constraint& each) {
      return each.kind == gone->kind && each.columns == gone->columns && each.referenced == gone->referenced &&
             each.referenced_columns == gone->referenced_columns && each.deferrable == gone->deferrable;
    });
  }

  // Then it is the table that is missed.
  [[nodiscard]] bool falls_with_table(const sql::Effect& drop) const {
    const sql::Relation* old = at_base(drop.object);
    return old && !drop.cascade && !after_.relation(current(old->name));
  }

  const sql::Catalog& before_;
  const sql::Catalog& after_;
  const Renames& renames_;
};

}  // namespace

bool is_made_here(const sql::Name& name, const sql::Catalog& before, const sql::Catalog& now) {
  if (before.relation(name) || before.table_of_index(name)) return false;
  const sql::Relation* relation = now.relation(name);
  return relation ? !relation->older : now.table_of_index(name) != nullptr;
}

sql::Name Renames::relation(const sql::Name& name, const sql::Catalog& catalog) const {
  return former(relations, catalog.whole(name));
}

sql::Name Renames::type(const sql::Name& name, const sql::Catalog& catalog) const {
  // What has been dropped since has no schema any more that a look-up could tell.
  const auto by_name = std::find_if(types.begin(), types.end(), [&](const auto& each) {
    return each.first.name == name.name && (name.schema.empty() || name.schema == each.first.schema);
  });
  return by_name == types.end() ? catalog.whole_type(name) : by_name->second;
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

void settle(MigrationStep& step, const sql::Catalog& before, const sql::Catalog& after, const Renames& renames) {
  if (before.gave_up() || after.gave_up()) return;
  const Settlement settlement(before, after, renames);
  for (SchemaEffect& effect : step.effects) {
    effect.recreated = effect.recreated || settlement.stands_again(*effect.effect);
    effect.on_new_object = effect.on_new_object || settlement.never_stood(*effect.effect);
  }
  for (StatementFacts& facts : step.statements)
    for (ColumnTypeChange& change : facts.type_changes) settlement.settle_type(change);
}

}  // namespace safeops
