#include <algorithm>

#include "sql/syntax/read_command.hpp"
#include "sql/syntax/read_expression.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

Kind constraint_kind(std::string_view type) {
  if (type == "CONSTR_UNIQUE") return Kind::unique;
  if (type == "CONSTR_PRIMARY") return Kind::primary_key;
  if (type == "CONSTR_FOREIGN") return Kind::foreign_key;
  if (type == "CONSTR_EXCLUSION") return Kind::exclude;
  if (type == "CONSTR_NOTNULL") return Kind::not_null;
  return Kind::check;
}

std::string referential_action(std::string_view code) {
  if (code == "c") return "CASCADE";
  if (code == "n") return "SET NULL";
  if (code == "d") return "SET DEFAULT";
  if (code == "r") return "RESTRICT";
  return {};
}

void read_foreign_key(Node constraint, ConstraintDefinition& into) {
  into.columns = texts_of(constraint.list("fk_attrs"));
  into.referenced = name_of_range(constraint["pktable"]);
  into.referenced_columns = texts_of(constraint.list("pk_attrs"));
  into.on_delete = referential_action(constraint.text("fk_del_action"));
  into.on_update = referential_action(constraint.text("fk_upd_action"));
}

void read_exclusions(Node constraint, ConstraintDefinition& into) {
  into.method = constraint.text("access_method");
  for (const Node each : constraint.list("exclusions")) {
    const std::vector<Node> pair = each["List"].list("items");
    if (pair.empty()) continue;
    const IndexElement& element = into.elements.emplace_back(read_index_element(pair.front()["IndexElem"]));
    if (!element.column.empty()) into.columns.push_back(element.column);
  }
  into.predicate = read_expression(constraint["where_clause"]);
}

// The constraints that a column's own fields stand for, apart from the rest.
void read_column_constraint(Node constraint, ColumnDefinition& into) {
  const std::string_view type = constraint.text("contype");
  if (type == "CONSTR_NOTNULL") {
    into.not_null = true;
    into.not_null_name = constraint.text("conname");
  } else if (type == "CONSTR_DEFAULT") {
    into.value = read_expression(constraint["raw_expr"]);
  } else if (type == "CONSTR_GENERATED") {
    into.value = read_expression(constraint["raw_expr"]);
    into.generated =
        constraint.is("generated_kind", "v") ? ColumnDefinition::Generated::computed : ColumnDefinition::Generated::stored;
  } else if (type == "CONSTR_IDENTITY") {
    into.identity = read_identity(constraint);
  } else if (type.starts_with("CONSTR_ATTR_")) {
    if (into.constraints.empty()) return;
    into.constraints.back().deferrable |= type == "CONSTR_ATTR_DEFERRABLE" || type == "CONSTR_ATTR_DEFERRED";
    into.constraints.back().initially_deferred |= type == "CONSTR_ATTR_DEFERRED";
    if (type == "CONSTR_ATTR_NOT_ENFORCED") into.constraints.back().enforced = false;
  } else if (type != "CONSTR_NULL") {
    into.constraints.push_back(read_constraint(constraint));
  }
}

CreateTable::Like read_like(Node like) {
  const std::int64_t options = like.number("options");
  const auto has = [&](int bit) { return (options >> bit & 1) != 0; };  // TableLikeOption
  return {.table = name_of_range(like["relation"]),
          .defaults = has(3),
          .constraints = has(2),
          .indexes = has(6),
          .identity = has(5),
          .generated = has(4)};
}

PartitionKey read_key(Node specification) {
  PartitionKey key;
  if (!specification) return key;
  const std::string_view strategy = specification.text("strategy");
  key.strategy = strategy == "PARTITION_STRATEGY_LIST" ? "list" : strategy == "PARTITION_STRATEGY_HASH" ? "hash" : "range";
  for (const Node each : specification.list("partParams")) key.columns.emplace_back(each["PartitionElem"].text("name"));
  return key;
}

std::vector<std::string> bound_values(const std::vector<Node>& values) {
  std::vector<std::string> texts;
  for (const Node value : values) {
    const std::vector<Node> fields = value["ColumnRef"].list("fields");  // MINVALUE and MAXVALUE
    texts.push_back(fields.empty() ? constant_of(value) : std::string(string_of(fields.back())));
  }
  return texts;
}

}  // namespace

ColumnDefinition::Identity read_identity(Node constraint) {
  return constraint.is("generated_when", "a") ? ColumnDefinition::Identity::always : ColumnDefinition::Identity::by_default;
}

ConstraintDefinition read_constraint(Node constraint) {
  ConstraintDefinition found;
  found.kind = constraint_kind(constraint.text("contype"));
  found.name = constraint.text("conname");
  found.columns = texts_of(constraint.list("keys"));
  found.included = texts_of(constraint.list("including"));
  found.index = constraint.text("indexname");
  found.not_valid = constraint.flag("skip_validation");
  found.deferrable = constraint.flag("deferrable");
  found.initially_deferred = constraint.flag("initdeferred");
  found.no_inherit = constraint.flag("is_no_inherit");
  found.nulls_not_distinct = constraint.flag("nulls_not_distinct");
  if (found.kind == Kind::check || found.kind == Kind::foreign_key) found.enforced = constraint.flag("is_enforced");
  if (found.kind == Kind::foreign_key) read_foreign_key(constraint, found);
  if (found.kind == Kind::exclude) read_exclusions(constraint, found);
  if (found.kind == Kind::check) {
    found.check = read_expression(constraint["raw_expr"]);
    found.columns = found.check.columns;
  }
  return found;
}

ColumnDefinition read_column(Node column) {
  ColumnDefinition found;
  found.name = column.text("colname");
  found.type = read_type(column["typeName"]);
  found.collation = name_of_list(column["collClause"].list("collname"));
  for (const Node each : column.list("constraints")) read_column_constraint(each["Constraint"], found);
  if (column["raw_default"]) found.value = read_expression(column["raw_default"]);
  return found;
}

std::optional<PartitionBound> read_bound(Node bound) {
  if (!bound) return {};
  PartitionBound found;
  if (bound.flag("is_default")) return found;
  using Strategy = PartitionBound::Strategy;
  const std::string_view strategy = bound.text("strategy");
  found.strategy = strategy == "l" ? Strategy::list : strategy == "h" ? Strategy::hash : Strategy::range;
  found.lower = bound_values(bound.list(found.strategy == Strategy::list ? "listdatums" : "lowerdatums"));
  found.upper = bound_values(bound.list("upperdatums"));
  return found;
}

Persistence read_persistence(Node range_var) {
  if (range_var.is("relpersistence", "t")) return Persistence::temporary;
  return range_var.is("relpersistence", "u") ? Persistence::unlogged : Persistence::permanent;
}

CreateTable read_create_table(Node statement) {
  CreateTable table;
  table.table = name_of_range(statement["relation"]);
  table.persistence = read_persistence(statement["relation"]);
  table.if_not_exists = statement.flag("if_not_exists");
  for (const Node element : statement.list("tableElts")) {
    if (const Node column = element["ColumnDef"]) table.columns.push_back(read_column(column));
    if (const Node constraint = element["Constraint"]) table.constraints.push_back(read_constraint(constraint));
    if (const Node like = element["TableLikeClause"]) {
      table.likes.push_back(read_like(like));
      table.likes.back().place = table.columns.size();
    }
  }
  for (const Node parent : statement.list("inhRelations")) table.parents.push_back(name_of_range(parent["RangeVar"]));
  table.bound = read_bound(statement["partbound"]);
  table.key = read_key(statement["partspec"]);
  table.of_type = name_of_list(statement["ofTypename"].list("names"));
  return table;
}

}  // namespace safeops::sql
