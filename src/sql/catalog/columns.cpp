#include <algorithm>
#include <iterator>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::sql {

namespace {

struct Serial {
  std::string_view name, type;
};
constexpr Serial serials[] = {{"bigserial", "int8"}, {"serial", "int4"},  {"serial2", "int2"},
                              {"serial4", "int4"},   {"serial8", "int8"}, {"smallserial", "int2"}};

const Serial* serial_type(const TypeName& type) {
  if (!type.name.schema.empty() || type.dimensions > 0) return nullptr;
  const auto* found =
      std::find_if(std::begin(serials), std::end(serials), [&](const Serial& each) { return each.name == type.name.name; });
  return found == std::end(serials) ? nullptr : found;
}

// The default of a serial column, as if it were written.
Expression next_value(const Name& sequence) {
  Expression value;
  value.identity = 1;
  value.calls.push_back({{"", "nextval"}, 1});
  value.sequences.push_back(sequence);
  return value;
}

}  // namespace

TypeName resolved(const Catalog& catalog, TypeName type) {
  type.name = catalog.whole_type(type.name);
  if (type.name == Name{"", "numeric"} && type.modifiers.size() == 1) type.modifiers.push_back(0);
  return type;
}

Expression resolved(const Catalog& catalog, Expression expression) {
  for (Name& sequence : expression.sequences) sequence = catalog.whole(sequence);
  for (FunctionCall& call : expression.calls) call.name = catalog.whole_routine(call.name);
  return expression;
}

Name resolved_collation(const Name& written) {
  return written.name == "default" ? Name{} : written;
}

void add_sequence(Catalog& catalog, const Name& table, Column& column) {
  Relation sequence;
  sequence.kind = Relation::Kind::sequence;
  sequence.name = {table.schema, free_relation_name(catalog, table, column.name, "seq", false)};
  sequence.owner_table = table;
  sequence.owner_column = column.name;
  column.sequence = sequence.name;
  catalog.put(std::move(sequence));
}

Column make_column(Catalog& catalog, const Name& table, const ColumnDefinition& definition) {
  Column column;
  column.name = definition.name;
  column.type = resolved(catalog, definition.type);
  column.not_null = definition.not_null || definition.identity != ColumnDefinition::Identity::no;
  column.not_null_name = definition.not_null_name;
  column.value = definition.value.null_constant ? Expression{} : resolved(catalog, definition.value);
  column.generated = definition.generated;
  column.identity = definition.identity;
  column.collation = resolved_collation(definition.collation);
  if (const Serial* serial = serial_type(definition.type)) {
    column.type.name = {"", std::string(serial->type)};
    column.not_null = true;
    add_sequence(catalog, table, column);
    column.value = next_value(column.sequence);
  } else if (column.identity != ColumnDefinition::Identity::no) {
    add_sequence(catalog, table, column);
  }
  return column;
}

Column* expect_column(Relation& relation, std::string_view name) {
  if (Column* column = relation.column(name)) return column;
  if (!relation.partial) return nullptr;
  relation.absent.erase({ObjectClass::column, std::string(name)});
  Column& column = relation.columns.emplace_back();
  column.name = name;
  column.partial = true;
  return &column;
}

Column* not_null_named(Relation& relation, std::string_view name) {
  for (Column& column : relation.columns)
    if (column.not_null && !name.empty() && column.not_null_name == name) return &column;
  return nullptr;
}

void forget(Relation& relation, ObjectClass part, const std::string& name) {
  if (relation.partial) relation.absent.emplace(part, name);
}

Name expect_relation(Catalog& catalog, const Name& name, Relation::Kind kind) {
  const Name whole = catalog.whole(name);
  if (whole.empty() || catalog.relation(whole) || catalog.index(whole)) return whole;
  Relation relation;
  relation.name = whole;
  relation.kind = kind;
  relation.partial = true;
  relation.older = true;
  catalog.put(std::move(relation));
  return whole;
}

}  // namespace safeops::sql
