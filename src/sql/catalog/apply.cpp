#include "sql/catalog/apply.hpp"

#include "sql/catalog/apply_form.hpp"

namespace safeops::sql {

namespace {

// Statements that leave the catalog as it is.
void apply_form(const OtherCommand&, Catalog&) {}
void apply_form(const Truncate&, Catalog&) {}
void apply_form(const Refresh&, Catalog&) {}
void apply_form(const Reindex&, Catalog&) {}
void apply_form(const Vacuum&, Catalog&) {}
void apply_form(const LockTable&, Catalog&) {}
void apply_form(const CommentOn&, Catalog&) {}
void apply_form(const Privileges&, Catalog&) {}
void apply_form(const Transaction&, Catalog&) {}

void fill(const Name& written, Catalog& catalog) {
  const Relation* table = catalog.relation(written);
  if (!table || table->has_rows) return;
  std::vector<Name> filled{table->name};
  for (const Relation* below : catalog.descendants(*table))
    if (below->is_partition()) filled.push_back(below->name);
  for (const Name& name : filled) catalog.change(name, [](Relation& relation) { relation.has_rows = true; });
}

void apply_form(const RunQuery& statement, Catalog& catalog) {
  for (const Query::Write& write : statement.query.writes)
    if (write.kind != Query::Write::Kind::remove) fill(write.table, catalog);
}

void apply_form(const Copy& statement, Catalog& catalog) {
  if (statement.from) fill(statement.table, catalog);
}

void apply_form(const ClusterTable& statement, Catalog& catalog) {
  if (statement.index.empty()) return;
  catalog.change(catalog.whole(statement.table), [&](Relation& table) { table.cluster_index = statement.index; });
}

}  // namespace

void apply(const Command& command, Catalog& catalog) {
  if (catalog.gave_up()) return;
  catalog.spend(1);
  std::visit([&](const auto& form) { apply_form(form, catalog); }, command.form);
}

void apply_form(const CreateSchema& statement, Catalog& catalog) {
  if (catalog.has_schema(statement.schema) && statement.if_not_exists) return;
  catalog.add_schema(statement.schema);
  std::vector<std::string> path = catalog.search_path();
  std::vector<std::string> inside = path;
  inside.insert(inside.begin(), statement.schema);
  catalog.set_search_path(std::move(inside));
  for (const Command& element : statement.elements) apply(element, catalog);
  if (!catalog.gave_up()) catalog.set_search_path(std::move(path));
}

void apply_form(const SetVariable& statement, Catalog& catalog) {
  if (statement.name != "search_path") return;
  std::vector<std::string> path;
  for (const std::string& schema : statement.values)
    if (!schema.empty() && schema != "$user" && schema != "pg_catalog" && schema != "pg_temp") path.push_back(schema);
  if (statement.values.empty()) path.emplace_back("public");
  catalog.set_search_path(std::move(path));
}

void apply_form(const CreateExtension& statement, Catalog& catalog) {
  catalog.add_extension(statement.extension);
}

void apply_form(const ChangePublication& statement, Catalog& catalog) {
  if (statement.creates) catalog.add_publication(statement.publication);
}

}  // namespace safeops::sql
