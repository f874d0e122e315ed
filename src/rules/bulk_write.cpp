#include "rules/bulk_write.hpp"

#include <algorithm>

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

bool is_old(const sql::Name& name, const StatementFacts& facts) {
  return !facts.made_here.contains(facts.base->whole(name));
}

bool selects_from_old(const sql::Query& query, const Write& write, const StatementFacts& facts) {
  for (const sql::Query::Scope& scope : query.scopes)
    for (const sql::Query::Source& source : scope.sources)
      if (!source.relation.empty() && source.relation != write.table && is_old(source.relation, facts)) return true;
  return false;
}

}  // namespace

const Write* bulk_write(const StatementFacts& facts) {
  const auto* run = std::get_if<sql::RunQuery>(&facts.statement->command.form);
  if (!run || run->query.writes.empty()) return nullptr;
  const Write& write = run->query.writes.front();
  if (!is_old(write.table, facts)) return nullptr;
  if (write.kind == Write::Kind::insert && !selects_from_old(run->query, write, facts)) return nullptr;
  const RowChoice choice = read_row_choice(facts);
  return choice.limited || picks_few(choice, facts.base->relation(write.table)) ? nullptr : &write;
}

}  // namespace safeops::rules
