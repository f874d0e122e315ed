#include "rules/blocking.hpp"
#include "rules/outside_transaction.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

bool is_of_partitioned(const sql::Drop& drop, const sql::Catalog& schema) {
  const sql::Relation* table = schema.table_of_index(drop.objects.front().name);
  return table && table->is_partitioned();
}

std::string each_alone(const sql::Drop& drop) {
  std::vector<std::string> statements;
  for (const sql::Drop::Object& object : drop.objects)
    statements.push_back(fmt::format("`DROP INDEX CONCURRENTLY {}{};`", drop.if_exists ? "IF EXISTS " : "", object.name.text()));
  return joined(statements);
}

std::string next_step(const StatementFacts& facts, const sql::Drop& drop) {
  if (is_of_partitioned(drop, *facts.base))
    return "PostgreSQL cannot drop the index of a partitioned table concurrently: put `SET lock_timeout = '2s';` in front, run "
           "it at a "
           "quiet hour and try again when it gives up.";
  return fmt::format("Run {} {}{}.", each_alone(drop), drop.objects.size() > 1 ? "one by one, each " : "",
                     in_migration_without_transaction(*facts.step));
}

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::drop_index_not_concurrent)) {
    const auto& drop = std::get<sql::Drop>(blocking.facts->statement->command.form);
    std::vector<std::string> names;
    for (const sql::Drop::Object& object : drop.objects) names.push_back(object.name.text());
    Finding finding{.place = blocking.place(),
                    .what = fmt::format("{} {} dropped while {} is locked", names.size() == 1 ? "index" : "indexes",
                                        joined(names) + (names.size() == 1 ? " is" : " are"), blocking.first_table()),
                    .why = fmt::format("{} Whoever comes after it queues up behind it, readers too.", blocking.in_words()),
                    .next = next_step(*blocking.facts, drop)};
    if (drop.objects.size() == 1 && !is_of_partitioned(drop, *blocking.facts->base) &&
        stands_outside_transaction(*blocking.facts))
      finding.fix = StatementSource(*blocking.facts).fix("CONCURRENTLY", {"index"}, "Drop the index CONCURRENTLY");
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule lock_drop_index_not_concurrent{
    .title = "Index dropped while its table is locked", .level = Level::error, .check = check};

}  // namespace safeops::rules
