#include "sql/catalog/apply_form.hpp"

namespace safeops::sql {

void apply_form(const CreateTableAs& statement, Catalog& catalog) {
  Relation table;
  table.name = catalog.for_new(statement.table, statement.persistence);
  if (catalog.relation(table.name)) return;
  table.kind = statement.materialized_view ? Relation::Kind::materialized_view : Relation::Kind::table;
  table.persistence = statement.persistence;
  table.partial = true;
  catalog.put(std::move(table));
}

void apply_form(const CreateView& statement, Catalog& catalog) {
  Relation view;
  view.name = catalog.for_new(statement.view, statement.temporary ? Persistence::temporary : Persistence::permanent);
  view.kind = Relation::Kind::view;
  view.query = statement.query.identity;
  view.partial = true;
  catalog.put(std::move(view));
}

}  // namespace safeops::sql
