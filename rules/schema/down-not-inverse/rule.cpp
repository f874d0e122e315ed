#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "rules/rule.hpp"
#include "rules/way_back.hpp"
#include "sql/catalog/apply.hpp"

namespace safeops::rules {
namespace {

// Each comparison copies the schema: a change that brings more migrations than anybody reviews has the first of them compared.
constexpr std::size_t most_compared = 50;
constexpr std::size_t most_named = 3;

// What it does must be known to the letter.
bool is_plain(const sql::Script& script) {
  return script.complete() &&
         std::all_of(script.statements.begin(), script.statements.end(), [](const sql::Statement& statement) {
           return statement.direction == sql::Direction::down ||
                  (statement.container == sql::Container::top_level && statement.phase() != sql::Phase::unknown);
         });
}

// A relation older than the migrations is put down as soon as one names it, which is no difference.
bool knows_all(const sql::Catalog& before, const sql::Catalog& after) {
  return !after.gave_up() && std::all_of(after.relations().begin(), after.relations().end(), [&](const auto& each) {
    return !each.second.partial || before.relations().contains(each.first);
  });
}

// A label added to an enumeration cannot be taken away.
bool adds_enum_value(const sql::Script& script) {
  return std::any_of(script.statements.begin(), script.statements.end(), [](const sql::Statement& statement) {
    const auto* alter = std::get_if<sql::AlterEnum>(&statement.command.form);
    return alter && alter->renamed_from.empty();
  });
}

std::string listed(const std::vector<std::string>& differences) {
  const std::size_t count = std::min(differences.size(), most_named);
  const std::string text =
      fmt::format("{}", fmt::join(differences.begin(), differences.begin() + static_cast<std::ptrdiff_t>(count), "; "));
  return differences.size() == count ? text : fmt::format("{}; and {} more", text, differences.size() - count);
}

// The differences that up and down leave, with the way back that leaves them; `before` is the schema the migration meets.
std::vector<std::string> left_by(const MigrationStep& step, const WayBack& back, const sql::Catalog& before) {
  if (!is_plain(step.after->script()) || adds_enum_value(step.after->script())) return {};
  sql::Catalog schema = before;
  for (const StatementFacts& facts : step.statements) sql::apply(facts.statement->command, schema);
  if (!knows_all(before, schema)) return {};
  for (const sql::Statement* statement : back.statements) sql::apply(statement->command, schema);
  return knows_all(before, schema) ? sql::differences(before, schema) : std::vector<std::string>{};
}

// A constraint that is NOT VALID binds new rows as a valid one does.
bool is_about_validation(const std::string& difference) {
  return difference.ends_with(" is validated") || difference.ends_with(" is not validated");
}

bool runs_up(const MigrationStep& step) {
  return step.is_new() && !step.statements.empty() &&
         std::none_of(step.statements.begin(), step.statements.end(),
                      [](const StatementFacts& facts) { return facts.conflict.has_value(); });
}

void compare(const MigrationStep& step, const WayBack& back, const sql::Catalog& before, Findings& out) {
  const std::vector<std::string> differences = left_by(step, back, before);
  if (differences.empty()) return;
  const bool valid_only = std::all_of(differences.begin(), differences.end(), is_about_validation);
  out.add({.place = back.migration->place(back.statements.front()->span),
           .what = fmt::format("{}, run up and down again, leaves another schema: {}", step.after->path, listed(differences)),
           .why = "The version you roll back to was built for the schema before. And running the migration up once more may meet "
                  "what is left over, and fail.",
           .next = "Let the way back undo every statement in reverse order, with the definitions of the migration that made what "
                   "stood before; then run up, down and up again once on a scratch database.",
           .related = {{step.after->place(step.statements.front().statement->span), "what it has to undo"}},
           .level = valid_only ? Level::warning : Level::error});
}

// Each migration meets what those before it in the same change have made.
void check(const Change& change, Findings& out) {
  std::map<const MigrationStep*, WayBack> ways;
  for (const MigrationStep& step : change.migrations())
    if (auto back = runs_up(step) ? way_back(change.head(), *step.after) : std::nullopt; back && !does_nothing(*back))
      ways.emplace(&step, std::move(*back));
  std::map<const sql::Catalog*, sql::Catalog> schemas;  // by the schema at base
  std::size_t compared = 0;
  for (const MigrationStep& step : change.migrations()) {
    if (step.statements.empty()) continue;
    if (compared == std::min(ways.size(), most_compared)) return;
    const sql::Catalog* base = step.statements.front().base;
    sql::Catalog& before = schemas.try_emplace(base, *base).first->second;
    if (const auto back = ways.find(&step); back != ways.end()) {
      compare(step, back->second, before, out);
      ++compared;
    }
    for (const StatementFacts& facts : step.statements) sql::apply(facts.statement->command, before);
  }
}

}  // namespace

extern constinit const Rule schema_down_not_inverse{
    .title = "Way back that leaves another schema", .level = Level::error, .check = check};

}  // namespace safeops::rules
