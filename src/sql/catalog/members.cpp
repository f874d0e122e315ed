#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::sql {

namespace {

void add_name(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

void apply_form(const CreateTrigger& statement, Catalog& catalog) {
  const Name table = expect_relation(catalog, statement.table);
  Trigger trigger{statement.trigger, catalog.whole_routine(statement.function), statement.for_each_row};
  const auto put = [&](Relation& relation) {
    std::erase_if(relation.triggers, [&](const Trigger& each) { return each.name == trigger.name; });
    relation.triggers.push_back(trigger);
    relation.absent.erase({ObjectClass::trigger, trigger.name});
  };
  catalog.change(table, put);
  const Relation* relation = catalog.relation(table);
  if (!relation || !relation->is_partitioned() || !trigger.for_each_row) return;
  trigger.inherited = true;
  each_descendant(catalog, table, put);
}

void apply_form(const CreateRule& statement, Catalog& catalog) {
  catalog.change(expect_relation(catalog, statement.table), [&](Relation& relation) {
    add_name(relation.rules, statement.rule);
    relation.absent.erase({ObjectClass::rule, statement.rule});
  });
}

void apply_form(const CreatePolicy& statement, Catalog& catalog) {
  catalog.change(expect_relation(catalog, statement.table), [&](Relation& relation) {
    add_name(relation.policies, statement.policy);
    relation.absent.erase({ObjectClass::policy, statement.policy});
  });
}

void apply_form(const CreateStatistics& statement, Catalog& catalog) {
  const Name table = expect_relation(catalog, statement.table);
  Statistics statistics;
  statistics.name = statement.statistics;
  if (statistics.name.name.empty()) {
    statistics.name.schema = table.schema;
    statistics.name.name = made_up_name(table.name, joined_columns(statement.columns), "stat");
    for (int pass = 1; catalog.table_of_statistics(statistics.name) && !catalog.gave_up(); ++pass) {
      catalog.spend(8);
      statistics.name.name = made_up_name(table.name, joined_columns(statement.columns), "stat" + std::to_string(pass));
    }
  }
  if (statistics.name.schema.empty()) statistics.name.schema = catalog.creation_schema();
  if (catalog.table_of_statistics(statistics.name)) return;
  for (const std::string& column : statement.columns)
    if (!column.empty()) statistics.columns.push_back(column);
  catalog.change(table, [&](Relation& relation) { relation.statistics.push_back(statistics); });
}

void apply_form(const CreateSequence& statement, Catalog& catalog) {
  Relation sequence;
  sequence.kind = Relation::Kind::sequence;
  sequence.name = catalog.for_new(statement.sequence, statement.persistence);
  if (catalog.relation(sequence.name)) return;
  sequence.persistence = statement.persistence;
  if (!statement.owner_table.empty()) sequence.owner_table = expect_relation(catalog, statement.owner_table);
  sequence.owner_column = statement.owner_column;
  catalog.put(std::move(sequence));
}

void apply_form(const AlterSequence& statement, Catalog& catalog) {
  if (statement.if_exists && !catalog.relation(statement.sequence)) return;
  const Name sequence = expect_relation(catalog, statement.sequence, Relation::Kind::sequence);
  if (!statement.only_owned_by && statement.owner_table.empty()) return;
  const Name owner = statement.owner_table.empty() ? Name{} : expect_relation(catalog, statement.owner_table);
  catalog.change(sequence, [&](Relation& relation) {
    relation.owner_table = owner;
    relation.owner_column = statement.owner_column;
  });
}

std::vector<TypeName> argument_types(const Catalog& catalog, const std::vector<TypeName>& written) {
  std::vector<TypeName> types;
  for (const TypeName& each : written) {
    TypeName& type = types.emplace_back(resolved(catalog, each));
    type.modifiers.clear();
    type.dimensions = std::min(type.dimensions, 1);
  }
  return types;
}

std::vector<TypeName> input_types(const Catalog& catalog, const CreateRoutine& routine) {
  std::vector<TypeName> written;
  for (const CreateRoutine::Parameter& parameter : routine.parameters)
    if (parameter.input) written.push_back(parameter.type);
  return argument_types(catalog, written);
}

void apply_form(const CreateRoutine& statement, Catalog& catalog) {
  Routine routine;
  routine.name = catalog.for_new(statement.routine);
  routine.arguments = input_types(catalog, statement);
  for (CreateRoutine::Parameter parameter : statement.parameters) {
    parameter.type = resolved(catalog, std::move(parameter.type));
    routine.optional_arguments += parameter.input && parameter.has_default ? 1 : 0;
    if (parameter.output) routine.outputs.push_back(std::move(parameter));
  }
  if (statement.returns) routine.returns = resolved(catalog, *statement.returns);
  routine.returns_set = statement.returns_set;
  routine.procedure = statement.procedure;
  routine.aggregate = statement.aggregate;
  routine.strict = statement.strict;
  routine.security_definer = statement.security_definer;
  routine.constant_body = statement.constant_body;
  routine.volatility = statement.volatility;
  routine.language = statement.language;
  catalog.put(std::move(routine));
}

}  // namespace safeops::sql
