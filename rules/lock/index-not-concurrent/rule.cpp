#include <fmt/ranges.h>

#include "rules/blocking.hpp"
#include "rules/outside_transaction.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

std::string index_name(const sql::CreateIndex& create) {
  if (!create.name.empty()) return table_name({.schema = {}, .name = create.name});
  std::string columns;
  for (const sql::IndexElement& element : create.elements) columns += "_" + (element.column.empty() ? "expr" : element.column);
  return table_name({.schema = {}, .name = create.table.name + columns + "_idx"});
}

std::string index_of(const sql::CreateIndex& create, std::string_view partition) {
  const std::string name = create.name.empty() ? "idx" : create.name;
  return table_name({.schema = {}, .name = fmt::format("{}_{}", partition.substr(partition.find('.') + 1), name)});
}

std::string columns_of(const sql::CreateIndex& create) {
  std::vector<std::string> columns;
  for (const sql::IndexElement& element : create.elements)
    columns.push_back(element.column.empty() ? "..." : table_name({.schema = {}, .name = element.column}));
  return fmt::format("{}", fmt::join(columns, ", "));
}

// CONCURRENTLY is refused on a partitioned table: an empty index of it, one for each partition, and those attached.
std::string partition_steps(const sql::CreateIndex& create, const sql::Relation& parent, const sql::Catalog& schema) {
  const std::string index = index_name(create);
  std::string steps = fmt::format(
      "PostgreSQL has no CREATE INDEX CONCURRENTLY for a partitioned table: make this one `ON ONLY {}`, which is instant, then "
      "for ",
      table_name(parent.name));
  std::vector<std::string> leaves;
  for (const sql::Relation* below : schema.descendants(parent))
    if (below->is_partition() && below->has_storage()) leaves.push_back(table_name(below->name));
  if (leaves.empty())
    return steps + "each partition `CREATE INDEX CONCURRENTLY ...;` and `ALTER INDEX " + index +
           " ATTACH PARTITION ...;`, each in a migration without a transaction.";
  const std::string own = index_of(create, leaves.front());
  return steps + fmt::format(
                     "each partition ({}) such as `CREATE INDEX CONCURRENTLY {} ON {} ({});`, outside of a transaction, and "
                     "`ALTER INDEX {} ATTACH PARTITION {};`. The index becomes valid with the last one.",
                     joined(leaves), own, leaves.front(), columns_of(create), index, own);
}

std::string statement_text(const StatementSource& source, const sql::CreateIndex& create) {
  const auto text = create.if_not_exists ? source.built_concurrently() : source.with("CONCURRENTLY", {"index"});
  return text.value_or(fmt::format("CREATE {}INDEX CONCURRENTLY {} ON {} ...", create.unique ? "UNIQUE " : "", index_name(create),
                                   create.table.text()));
}

// IF NOT EXISTS would keep the invalid index that a build leaves when it fails.
std::string online_step(const StatementSource& source, const sql::CreateIndex& create, const MigrationStep& step) {
  const std::string text = statement_text(source, create), where = in_migration_without_transaction(step);
  if (!create.if_not_exists)
    return fmt::format("Run `{};` {}. If it fails it leaves an invalid index behind: drop that before the next try.", text,
                       where);
  const sql::Name index{create.table.schema, create.name};
  return fmt::format(
      "Run `DROP INDEX CONCURRENTLY IF EXISTS {};`, which takes away what a failed build left, and then `{};` without IF NOT "
      "EXISTS, which would keep that; each {}.",
      index.text(), text, where);
}

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::index_not_concurrent)) {
    const StatementFacts& facts = *blocking.facts;
    const auto& create = std::get<sql::CreateIndex>(facts.statement->command.form);
    const sql::Relation* table = facts.base->relation(create.table);
    const bool partitioned = table && table->is_partitioned();
    if (partitioned && create.only) continue;
    const StatementSource source(facts);
    Finding finding{
        .place = blocking.place(),
        .what = fmt::format("index {} is built while {} is locked against writes", index_name(create), blocking.first_table()),
        .why = fmt::format("{} On a large table that is minutes in which the app cannot save anything.", blocking.in_words()),
        .next = partitioned ? partition_steps(create, *table, *facts.base) : online_step(source, create, *facts.step)};
    if (!partitioned && !create.if_not_exists && stands_outside_transaction(facts))
      finding.fix = source.fix("CONCURRENTLY", {"index"}, "Build the index CONCURRENTLY");
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule lock_index_not_concurrent{
    .title = "Index built while writes are locked out", .level = Level::error, .check = check};

}  // namespace safeops::rules
