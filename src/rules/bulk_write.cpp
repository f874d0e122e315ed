#include "rules/bulk_write.hpp"

#include <algorithm>
#include <vector>

#include "rules/row_choice.hpp"

namespace safeops::rules {
namespace {

using Write = sql::Query::Write;

// Picked by a column that one row, or each of a list of rows that somebody has written down, can equal.
bool picks_few(const RowChoice& choice, const sql::Relation* table) {
  return std::any_of(choice.picked_by.begin(), choice.picked_by.end(), [&](const std::string& column) {
    if (!table || table->partial) return true;
    return std::any_of(table->indexes.begin(), table->indexes.end(), [&](const sql::Index& index) {
      return index.unique && index.elements.size() == 1 && index.elements.front().column == column;
    });
  });
}

// A temporary table is known by the name it was made under, and not at base.
bool is_old(const sql::Name& name, const StatementFacts& facts) {
  return std::none_of(facts.made_here.begin(), facts.made_here.end(), [&](const sql::Name& made) { return made.may_be(name); });
}

bool is_insert_target(const sql::Query& query, const sql::Name& table) {
  return std::any_of(query.writes.begin(), query.writes.end(),
                     [&](const Write& write) { return write.kind == Write::Kind::insert && write.table == table; });
}

// The old tables whose rows an INSERT goes through. What stands in an expression gives one value to a row, and decides nothing on
// how many there are.
std::vector<sql::Name> copied_tables(const sql::Query& query, const StatementFacts& facts) {
  std::vector<sql::Name> tables;
  for (const sql::Query::Scope& scope : query.scopes) {
    if (scope.parent != sql::Query::Source::none) continue;
    for (const sql::Query::Source& source : scope.sources)
      if (!source.relation.empty() && !is_insert_target(query, source.relation) && is_old(source.relation, facts))
        tables.push_back(source.relation);
  }
  return tables;
}

bool goes_over_few(const sql::Query& query, const Write& write, const StatementFacts& facts) {
  const RowChoice choice = read_row_choice(facts);
  if (choice.limited) return true;
  if (write.kind != Write::Kind::insert) return picks_few(choice, facts.base->relation(write.table));
  const std::vector<sql::Name> copied = copied_tables(query, facts);
  return std::all_of(copied.begin(), copied.end(),
                     [&](const sql::Name& table) { return picks_few(choice, facts.base->relation(table)); });
}

}  // namespace

const Write* bulk_write(const StatementFacts& facts) {
  const auto* run = std::get_if<sql::RunQuery>(&facts.statement->command.form);
  if (!run || run->query.writes.empty()) return nullptr;
  const Write& write = run->query.writes.front();
  if (!is_old(write.table, facts)) return nullptr;
  return goes_over_few(run->query, write, facts) ? nullptr : &write;
}

}  // namespace safeops::rules
