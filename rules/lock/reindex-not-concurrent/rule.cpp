#include "rules/blocking.hpp"
#include "rules/outside_transaction.hpp"
#include "rules/server_words.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

constexpr int first_with_concurrently = 12;

std::string next_step(const StatementFacts& facts, const sql::Reindex& reindex) {
  if (facts.major < first_with_concurrently)
    return fmt::format(
        "{} has no REINDEX CONCURRENTLY: build a second index with `CREATE INDEX CONCURRENTLY`, drop the old "
        "one with `DROP INDEX CONCURRENTLY {};` and rename the new one.",
        server_words(facts), reindex.name.text());
  const auto concurrent = StatementSource(facts).with("CONCURRENTLY", {"index", "table", "schema", "database"});
  return fmt::format("Run `{};` {}.", concurrent.value_or("REINDEX ... CONCURRENTLY ..."),
                     in_migration_without_transaction(*facts.step));
}

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::reindex_not_concurrent)) {
    const auto& reindex = std::get<sql::Reindex>(blocking.facts->statement->command.form);
    const std::string subject = reindex.name.empty() ? "the database" : reindex.name.text();
    out.add(
        {.place = blocking.place(),
         .what = fmt::format("REINDEX of {} locks out writes", subject),
         .why = fmt::format("{} Queries that would use the index wait as well: it is locked exclusively.", blocking.in_words()),
         .next = next_step(*blocking.facts, reindex)});
  }
}

}  // namespace

extern constinit const Rule lock_reindex_not_concurrent{
    .title = "Index rebuilt while writes are locked out", .level = Level::error, .check = check};

}  // namespace safeops::rules
