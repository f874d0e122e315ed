#include "sql/cost/newer_syntax.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/cost/builtin_functions.hpp"

namespace safeops::sql {

namespace {

using Action = AlterAction::Kind;

// Extensions that had a function before PostgreSQL did.
struct Forerunner {
  std::string_view function, extension;
};
constexpr Forerunner forerunners[] = {{"gen_random_uuid", "pgcrypto"}, {"uuidv7", "pg_uuidv7"}};

struct TypeSince {
  std::string_view name;
  int since;
};
constexpr TypeSince types_since[] = {{"jsonpath", 12},      {"xid8", 13},         {"int4multirange", 14}, {"int8multirange", 14},
                                     {"nummultirange", 14}, {"tsmultirange", 14}, {"tstzmultirange", 14}, {"datemultirange", 14}};

class SyntaxReader {
 public:
  SyntaxReader(const Catalog& catalog, int major) : catalog_(catalog), major_(major) {}

  std::optional<NewerSyntax> found;

  void operator()(const CreateTable& create) {
    for (const ColumnDefinition& column : create.columns) read(column);
    for (const ConstraintDefinition& constraint : create.constraints) read(constraint, true);
  }
  void operator()(const AlterTable& alter) {
    for (const AlterAction& action : alter.actions) read(action);
  }
  void operator()(const CreateIndex& create) {
    if (create.nulls_not_distinct) need(15, "NULLS NOT DISTINCT", "Take a second, partial unique index for the rows with NULL.");
    for (const IndexElement& element : create.elements) read(element.expression);
    read(create.predicate);
  }
  void operator()(const CreateTrigger& create) {
    if (create.replace)
      need(14, "CREATE OR REPLACE TRIGGER", "Write `DROP TRIGGER IF EXISTS` and `CREATE TRIGGER` in one transaction.");
  }
  void operator()(const CreateRoutine& create) {
    if (create.body.identity != 0) need(14, "a function body in SQL's own syntax", "Write the body as a string: `AS $$ ... $$`.");
    read(create.body);
  }
  void operator()(const Reindex& reindex) {
    if (reindex.concurrently)
      need(12, "REINDEX CONCURRENTLY", "Build a second index with `CREATE INDEX CONCURRENTLY` and drop the first.");
  }
  void operator()(const RunQuery& run) {
    for (const Query::Write& write : run.query.writes)
      if (write.kind == Query::Write::Kind::merge) need(15, "MERGE", "Write `INSERT ... ON CONFLICT DO UPDATE`.");
    read(run.query);
  }
  void operator()(const CreateTableAs& create) { read(create.query); }
  void operator()(const CreateView& create) { read(create.query); }
  void operator()(const CreatePolicy& create) { read(create.query); }
  void operator()(const CreateDomain& create) {
    read(create.value);
    for (const ConstraintDefinition& constraint : create.constraints) read(constraint, false);
  }
  template <typename Other>
  void operator()(const Other&) {}

 private:
  void need(int since, std::string what, std::string instead) {
    if (!found && since > major_) found = NewerSyntax{std::move(what), since, std::move(instead)};
  }

  void read(const AlterAction& action) {
    if (action.kind == Action::detach_partition && action.concurrently)
      need(14, "DETACH PARTITION CONCURRENTLY", "Detach it with `SET lock_timeout = '2s';` in front.");
    if (action.kind == Action::set_compression) need(14, "SET COMPRESSION", "");
    if (action.kind == Action::set_access_method) need(15, "SET ACCESS METHOD", "");
    if (action.kind == Action::set_expression) need(17, "SET EXPRESSION", "Drop the column and add it again.");
    if (action.kind == Action::drop_expression) need(13, "DROP EXPRESSION", "");
    if (action.kind == Action::add_column) read(action.column);
    if (action.kind == Action::add_constraint) read(action.constraint, true);
    read(action.expression);
  }

  void read(const ColumnDefinition& column) {
    if (column.generated == ColumnDefinition::Generated::stored)
      need(12, "GENERATED ... STORED", "Fill a plain column with a trigger.");
    if (column.generated == ColumnDefinition::Generated::computed)
      need(18, "a virtual generated column", "Make it `STORED`, or put the expression into a view.");
    for (const TypeSince& type : types_since)
      if (column.type.name.schema.empty() && column.type.name.name == type.name)
        need(type.since, fmt::format("type {}", type.name), "");
    read(column.value);
    for (const ConstraintDefinition& constraint : column.constraints) read(constraint, false);
  }

  void read(const ConstraintDefinition& constraint, bool of_table) {
    if (constraint.nulls_not_distinct)
      need(15, "NULLS NOT DISTINCT", "Take a second, partial unique index for the rows with NULL.");
    if (!constraint.enforced) need(18, "NOT ENFORCED", "Leave the constraint out, or make it `NOT VALID`.");
    if (of_table && constraint.kind == ConstraintDefinition::Kind::not_null)
      need(18, "NOT NULL as a table constraint", "Write `ALTER COLUMN ... SET NOT NULL`, proved by a valid CHECK.");
    read(constraint.check);
    read(constraint.predicate);
  }

  void read(const Expression& expression) {
    for (const FunctionCall& call : expression.calls) read(call);
  }
  void read(const Query& query) {
    for (const FunctionCall& call : query.calls) read(call);
  }

  void read(const FunctionCall& call) {
    if (!call.name.schema.empty() && call.name.schema != "pg_catalog") return;
    const BuiltinFunction* function = builtin_function(call.name.name);
    if (!function || function->since <= major_ || !catalog_.routines(call.name).empty()) return;
    for (const Forerunner& each : forerunners)
      if (each.function == call.name.name && catalog_.has_extension(each.extension)) return;
    need(function->since, fmt::format("the function {}()", call.name.name), "");
  }

  const Catalog& catalog_;
  int major_;
};

}  // namespace

std::optional<NewerSyntax> newer_syntax(const Command& command, const Catalog& catalog, int major) {
  SyntaxReader reader(catalog, major);
  std::visit(reader, command.form);
  return std::move(reader.found);
}

}  // namespace safeops::sql
