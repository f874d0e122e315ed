#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "rules/made_again.hpp"
#include "sql/catalog/resolve_query.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

// The columns the view will have; none where that cannot be told.
std::vector<sql::Column> columns_of(const sql::CreateView& view, const sql::Catalog& base) {
  sql::ResultColumns result = sql::result_of(view.query, base);
  if (!result.complete || view.columns.size() > result.columns.size()) return {};
  for (std::size_t i = 0; i < view.columns.size(); ++i) result.columns[i].name = view.columns[i];
  return result.columns;
}

std::string difference(const sql::Column& old, const std::vector<sql::Column>& columns) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const sql::Column& each) { return each.name == old.name; });
  if (found == columns.end()) return fmt::format("no longer has column {}", identifier(old.name));
  if (old.type.empty() || found->type.empty() || old.type.name == found->type.name) return {};
  return fmt::format("has column {} as {} instead of {}", identifier(old.name), found->type.text(), old.type.text());
}

std::vector<std::string> differences(const SchemaEffect& made) {
  const auto* view = std::get_if<sql::CreateView>(&made.statement->command.form);
  const sql::Relation* old = made.facts->base->relation(made.effect->object);
  if (!view || !old || old->partial || old->kind != sql::Relation::Kind::view) return {};
  const std::vector<sql::Column> columns = columns_of(*view, *made.facts->base);
  std::vector<std::string> found;
  if (columns.empty()) return found;
  for (const sql::Column& column : old->columns)
    if (std::string what = difference(column, columns); !what.empty()) found.push_back(std::move(what));
  return found;
}

// What an earlier migration of the change took away is told there.
using Told = std::set<std::pair<std::string, std::string>>;

void check_kind(const Change& change, Kind kind, Told& told, Findings& out) {
  for (const SchemaEffect* made : change.effects(kind)) {
    std::vector<std::string> found = differences(*made);
    std::erase_if(found, [&](const std::string& what) { return !told.emplace(made->effect->object.text(), what).second; });
    if (found.empty()) continue;
    const std::string view = made->effect->object.text();
    const std::string create = fmt::format("CREATE VIEW {} AS ...", second_name(*made));
    out.add(made_again(
        *made, {.what = fmt::format("view {} is made again and {}", view, fmt::join(found, ", ")),
                .why = "To an app a view is a table: queries of the running version that name the column fail. CREATE OR REPLACE "
                       "refuses it; a DROP and CREATE goes through.",
                .next = fmt::format("Keep every column with its type and add new ones at the end; or {}.",
                                    under_second_name(*made, create, "reads", fmt::format("DROP VIEW {}", view)))}));
  }
}

void check(const Change& change, Findings& out) {
  Told told;
  check_kind(change, Kind::replace_view, told, out);
  check_kind(change, Kind::create_view, told, out);
}

}  // namespace

extern constinit const Rule schema_replace_view{
    .title = "View loses columns under its old name", .level = Level::warning, .check = check};

}  // namespace safeops::rules
