#include "rules/bulk_write.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "rules/row_choice.hpp"
#include "rules/whole_name.hpp"

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
  return !facts.made_here.contains(whole_name(name, facts));
}

// What makes many rows of one value, and so of what a subquery in it finds.
bool makes_rows(const sql::FunctionCall& call) {
  constexpr std::array<std::string_view, 10> makers = {
      "json_array_elements", "json_array_elements_text", "jsonb_array_elements", "jsonb_array_elements_text", "json_to_recordset",
      "jsonb_to_recordset",  "regexp_split_to_table",    "jsonb_path_query",     "string_to_table",           "unnest"};
  return call.name.schema.empty() && std::find(makers.begin(), makers.end(), call.name.name) != makers.end();
}

// Of the scopes of a query those that decide how many rows there are: its own and what FROM takes from. What stands in an
// expression gives one value to a row.
std::vector<bool> row_scopes(const sql::Query& query) {
  std::vector<bool> found(query.scopes.size());
  std::vector<int> pending;
  const auto take = [&](int scope) {
    if (scope < 0 || found[static_cast<std::size_t>(scope)]) return;
    found[static_cast<std::size_t>(scope)] = true;
    pending.push_back(scope);
  };
  const bool any = std::any_of(query.calls.begin(), query.calls.end(), makes_rows);
  for (std::size_t i = 0; i < query.scopes.size(); ++i)
    if (any || query.scopes[i].parent == sql::Query::Source::none) take(static_cast<int>(i));
  while (!pending.empty()) {
    const sql::Query::Scope& scope = query.scopes[static_cast<std::size_t>(pending.back())];
    pending.pop_back();
    for (const sql::Query::Source& source : scope.sources) take(source.scope);
    if (scope.outputs_of == sql::Query::Source::none) continue;
    take(scope.outputs_of);
    take(scope.combined_with);
  }
  return found;
}

// Where only the target of an INSERT stands.
bool is_insert_scope(const sql::Query& query, std::size_t scope) {
  return std::any_of(query.writes.begin(), query.writes.end(), [&](const Write& write) {
    return write.kind == Write::Kind::insert && write.scope == static_cast<int>(scope);
  });
}

// The old tables whose rows an INSERT goes through.
std::vector<sql::Name> copied_tables(const sql::Query& query, const StatementFacts& facts) {
  const std::vector<bool> rows = row_scopes(query);
  std::vector<sql::Name> tables;
  for (std::size_t i = 0; i < query.scopes.size(); ++i) {
    if (!rows[i] || is_insert_scope(query, i)) continue;
    for (const sql::Query::Source& source : query.scopes[i].sources)
      if (!source.relation.empty() && is_old(source.relation, facts)) tables.push_back(whole_name(source.relation, facts));
  }
  return tables;
}

bool goes_over_few(const sql::Query& query, const Write& write, const StatementFacts& facts) {
  const RowChoice choice = read_row_choice(facts);
  if (choice.limited) return true;
  if (write.kind != Write::Kind::insert) return picks_few(choice, facts.base->relation(whole_name(write.table, facts)));
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
