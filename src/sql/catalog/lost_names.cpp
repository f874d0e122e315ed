#include "sql/catalog/lost_names.hpp"

#include <algorithm>
#include <set>

#include "sql/catalog/reference_resolver.hpp"
#include "sql/cost/builtin_functions.hpp"

namespace safeops::sql {

namespace {

using Answer = ReferenceResolver::Answer;
using Kind = Lost::Kind;

bool takes(const Routine& routine, std::uint32_t arguments) {
  const std::size_t most = routine.arguments.size();
  return arguments <= most && arguments + routine.optional_arguments >= most;
}

bool has_routine(const Catalog& catalog, const FunctionCall& call) {
  const auto routines = catalog.routines(call.name);
  return std::any_of(routines.begin(), routines.end(), [&](const Routine* each) { return takes(*each, call.arguments); });
}

// An INSERT that does not name it fails, or stores nothing.
bool is_required(const Column& column) {
  return column.not_null && !column.partial && !column.value && column.generated == ColumnDefinition::Generated::no &&
         column.identity == ColumnDefinition::Identity::no;
}

bool is_on(const Index& index, const std::set<std::string>& columns) {
  if (!index.unique || index.predicate || !index.valid) return false;
  std::set<std::string> own;
  for (const IndexElement& element : index.elements) own.insert(element.column);
  return own == columns;
}

bool is_deferrable(const Relation& table, const Index& index) {
  const Constraint* constraint = table.constraint(index.constraint);
  return constraint && constraint->deferrable;
}

// One that is deferrable is refused when the statement runs, even beside another that would do.
bool has_arbiter(const Relation& table, const Query::Arbiter& arbiter) {
  if (!arbiter.constraint.empty()) {
    const Constraint* named = table.constraint(arbiter.constraint);
    return named && !named->deferrable && (named->partial || !named->index.empty());
  }
  const std::set<std::string> columns(arbiter.columns.begin(), arbiter.columns.end());
  bool found = false;
  for (const Index& index : table.indexes) {
    if (!is_on(index, columns)) continue;
    if (is_deferrable(table, index)) return false;
    found = true;
  }
  return found;
}

const Type* enumeration_of(const Catalog& catalog, const Name& written, const std::string& name) {
  const Relation* relation = written.empty() ? nullptr : catalog.relation(written);
  const Column* column = relation ? relation->column(name) : nullptr;
  const Type* type = column && column->type.dimensions == 0 ? catalog.type(column->type.name) : nullptr;
  return type && type->kind == Type::Kind::enumeration ? type : nullptr;
}

bool has_label(const Type& type, const std::string& label) {
  return std::find(type.labels.begin(), type.labels.end(), label) != type.labels.end();
}

bool requires_column(const Relation& table, const std::string& name) {
  const Column* column = table.column(name);
  return column && is_required(*column) && table.triggers.empty();
}

std::string in_list(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + Name{{}, column}.text();
  return list;
}

class Comparison {
 public:
  Comparison(const Query& query, const Catalog& before, const Catalog& after) : query_(query), before_(before), after_(after) {}

  std::vector<Lost> run() {
    for (const Query::Scope& scope : query_.scopes)
      for (const Query::Source& source : scope.sources) compare_relation(source.relation);
    for (const Query::Scope& scope : query_.scopes) compare_labels(scope);
    for (std::size_t i = 0; i < query_.scopes.size(); ++i)
      for (const Query::Reference& reference : query_.scopes[i].references) compare(reference, i);
    for (const Query::Write& write : query_.writes) compare(write);
    for (const FunctionCall& call : query_.calls) compare(call);
    return worked_before_ ? std::move(lost_) : std::vector<Lost>{};
  }

 private:
  void compare_relation(const Name& written) {
    if (written.empty() || after_.relation(written)) return;
    if (const Relation* relation = before_.relation(written))
      add({.kind = Kind::relation, .object = relation->name, .written = written});
  }

  void compare(const Query::Reference& reference, std::size_t scope) {
    const auto was = resolver_before_.resolve(reference, scope);
    if (was.answer == Answer::missing) worked_before_ = false;
    if (was.answer != Answer::found || resolver_after_.resolve(reference, scope).answer != Answer::missing) return;
    add({.kind = Kind::column,
         .object = was.relation,
         .member = was.column,
         .span = reference.span,
         .written = was.written ? *was.written : was.relation});
  }

  // Conditions do not say whose column they name: certain where there is one relation and nothing around it.
  void compare_labels(const Query::Scope& scope) {
    if (scope.sources.size() != 1 || scope.parent >= 0) return;
    const Name& relation = scope.sources[0].relation;
    for (const Condition& condition : scope.conditions) {
      const Type* was = enumeration_of(before_, relation, condition.column);
      const Type* is = enumeration_of(after_, relation, condition.column);
      if (was && is && has_label(*was, condition.value) && !has_label(*is, condition.value))
        add({.kind = Kind::label,
             .object = was->name,
             .member = condition.value,
             .written = relation,
             .compared = condition.column});
    }
  }

  void compare(const Query::Write& write) {
    const Relation *was = before_.relation(write.table), *is = after_.relation(write.table);
    if (!was || !is) return;
    for (const std::string& column : write.columns) {
      if (was->lacks(ObjectClass::column, column)) worked_before_ = false;
      if (was->has(ObjectClass::column, column) && is->lacks(ObjectClass::column, column))
        add({.kind = Kind::column, .object = was->name, .member = column, .written = write.table});
    }
    if (write.kind != Query::Write::Kind::insert) return;
    compare_required(write, *was, *is);
    const bool infers = !write.arbiter.columns.empty() || !write.arbiter.constraint.empty();
    if (infers && !is->partial && has_arbiter(*was, write.arbiter) && !has_arbiter(*is, write.arbiter)) {
      const std::string named = write.arbiter.constraint.empty() ? in_list(write.arbiter.columns) : write.arbiter.constraint;
      add({.kind = Kind::arbiter, .object = was->name, .member = named, .written = write.table, .arbiter = write.arbiter});
    }
  }

  // Without a list of columns all are meant; a trigger may fill in what is not.
  void compare_required(const Query::Write& write, const Relation& was, const Relation& is) {
    if (write.columns.empty() || !is.triggers.empty()) return;
    for (const Column& column : is.columns) {
      if (!is_required(column)) continue;
      const Column* old = was.column(column.name);
      const bool known = old ? !old->partial && !is_required(*old) : was.lacks(ObjectClass::column, column.name);
      const bool named = std::find(write.columns.begin(), write.columns.end(), column.name) != write.columns.end();
      if (known && !named)
        add({.kind = Kind::required_column, .object = was.name, .member = column.name, .written = write.table});
    }
  }

  void compare(const FunctionCall& call) {
    if (call.name.schema.empty() && builtin_function(call.name.name)) return;
    if (!has_routine(before_, call) || has_routine(after_, call)) return;
    add({.kind = Kind::function, .object = before_.whole_routine(call.name), .written = call.name, .arguments = call.arguments});
  }

  void add(Lost lost) {
    if (std::none_of(lost_.begin(), lost_.end(), [&](const Lost& each) { return each.same(lost); }))
      lost_.push_back(std::move(lost));
  }

  const Query& query_;
  const Catalog& before_;
  const Catalog& after_;
  ReferenceResolver resolver_before_{query_, before_};
  ReferenceResolver resolver_after_{query_, after_};
  std::vector<Lost> lost_;
  bool worked_before_ = true;
};

}  // namespace

std::vector<Lost> lost_names(const Query& query, const Catalog& before, const Catalog& after) {
  if (before.gave_up() || after.gave_up()) return {};
  return Comparison(query, before, after).run();
}

bool misses(const Catalog& schema, const Lost& lost) {
  using enum Lost::Kind;
  if (lost.kind == function) return !has_routine(schema, {lost.written, lost.arguments});
  const Relation* table = schema.relation(lost.written);
  switch (lost.kind) {
    case relation:
    case function:
      return !table;
    case column:
      return !table || table->lacks(ObjectClass::column, lost.member);
    case required_column:
      return table && requires_column(*table, lost.member);
    case label: {
      const Type* type = enumeration_of(schema, lost.written, lost.compared);
      return type && !has_label(*type, lost.member);
    }
    case arbiter:
      return table && !has_arbiter(*table, lost.arbiter);
  }
  return false;
}

}  // namespace safeops::sql
