#include <algorithm>
#include <set>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/resolve_query.hpp"

namespace safeops::sql {

namespace {

std::size_t cost_of(const Query& query) {
  std::size_t cost = 1;
  for (const Query::Scope& scope : query.scopes)
    cost += (1 + scope.sources.size()) * (1 + scope.references.size() + scope.outputs.size()) / 8;
  return cost;
}

// A view cannot have two columns of a name: where there seem to be, JOIN ... USING has made them one.
void take_columns(const Query& query, const std::vector<std::string>& names, const Catalog& catalog, Relation& into) {
  ResultColumns result = result_of(query, catalog);
  std::set<std::string> seen;
  for (Column& column : result.columns)
    if (seen.insert(column.name).second) into.columns.push_back(std::move(column));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == into.columns.size()) into.columns.emplace_back();
    into.columns[i].name = names[i];
  }
  into.partial = !result.complete;
}

void take_uses(const Query& query, const Catalog& catalog, Relation& view) {
  view.query = query.identity;
  view.uses = uses_of(query, catalog);
  for (const FunctionCall& call : query.calls)
    if (Name routine = catalog.whole_routine(call.name); !routine.schema.empty()) view.calls.push_back(std::move(routine));
}

}  // namespace

void apply_form(const CreateTableAs& statement, Catalog& catalog) {
  Relation table;
  table.name = catalog.for_new(statement.table, statement.persistence);
  if (catalog.relation(table.name)) return;
  catalog.spend(cost_of(statement.query));
  if (catalog.gave_up()) return;
  table.kind = statement.materialized_view ? Relation::Kind::materialized_view : Relation::Kind::table;
  table.persistence = statement.persistence;
  table.has_rows = statement.with_data;
  take_columns(statement.query, statement.columns, catalog, table);
  if (statement.materialized_view) take_uses(statement.query, catalog, table);
  catalog.put(std::move(table));
}

void apply_form(const CreateView& statement, Catalog& catalog) {
  const Name name = catalog.for_new(statement.view, statement.temporary ? Persistence::temporary : Persistence::permanent);
  const Relation* known = catalog.relation(name);
  if (known && !statement.replace) return;
  catalog.spend(cost_of(statement.query));
  if (catalog.gave_up()) return;
  Relation view;
  view.name = name;
  view.kind = Relation::Kind::view;
  if (statement.temporary) view.persistence = Persistence::temporary;
  if (known) {
    view.owner = known->owner;
    view.triggers = known->triggers;
    view.rules = known->rules;
  }
  take_columns(statement.query, statement.columns, catalog, view);
  take_uses(statement.query, catalog, view);
  catalog.put(std::move(view));
}

}  // namespace safeops::sql
