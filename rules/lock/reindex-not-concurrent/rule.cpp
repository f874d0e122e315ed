#include <algorithm>

#include "rules/blocking.hpp"
#include "rules/contract_effect.hpp"
#include "rules/outside_transaction.hpp"
#include "rules/server_words.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

constexpr int first_with_concurrently = 12;

// The one that is named or, of a table, one that stands behind no constraint.
const sql::Index* index_of(const StatementFacts& facts, const sql::Reindex& reindex) {
  if (reindex.scope == sql::Reindex::Scope::index) return facts.base->index(reindex.name);
  const sql::Relation* table = reindex.scope == sql::Reindex::Scope::table ? facts.base->relation(reindex.name) : nullptr;
  if (!table) return nullptr;
  const auto found =
      std::find_if(table->indexes.begin(), table->indexes.end(), [](const auto& each) { return each.constraint.empty(); });
  return found == table->indexes.end() ? nullptr : &*found;
}

// PostgreSQL 11 has none of its own.
std::string by_a_second_index(const StatementFacts& facts, const sql::Reindex& reindex) {
  const bool one = reindex.scope == sql::Reindex::Scope::index;
  const sql::Index* index = index_of(facts, reindex);
  const sql::Name old = index && !one ? sql::Name{reindex.name.schema, index->name} : reindex.name;
  const std::string second = sql::Name{old.schema, old.name + "_new"}.text();
  if (!index && !one)
    return fmt::format(
        "{} has no REINDEX CONCURRENTLY: build a second index beside each of them with `CREATE INDEX CONCURRENTLY`, "
        "drop the old one with `DROP INDEX CONCURRENTLY` and rename the new one.",
        server_words(facts));
  return fmt::format(
      "{} has no REINDEX CONCURRENTLY: build a second index with `CREATE INDEX CONCURRENTLY`, under the name {}, drop "
      "the old one with `DROP INDEX CONCURRENTLY {};` and rename the new one, `ALTER INDEX {} RENAME TO {};`{}.",
      server_words(facts), second, old.text(), second, identifier(old.name), one ? "" : "; likewise with every other index");
}

std::string next_step(const StatementFacts& facts, const sql::Reindex& reindex) {
  if (facts.major < first_with_concurrently) return by_a_second_index(facts, reindex);
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
