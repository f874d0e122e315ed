#include <fmt/ranges.h>

#include <algorithm>

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

// The differences that up and down leave, with the way back that leaves them.
std::vector<std::string> left_by(const MigrationStep& step, const WayBack& back) {
  if (!is_plain(step.after->script()) || adds_enum_value(step.after->script())) return {};
  const sql::Catalog& before = *step.statements.front().base;
  sql::Catalog schema = before;
  for (const StatementFacts& facts : step.statements) sql::apply(facts.statement->command, schema);
  if (!knows_all(before, schema)) return {};
  for (const sql::Statement* statement : back.statements) sql::apply(statement->command, schema);
  return knows_all(before, schema) ? sql::differences(before, schema) : std::vector<std::string>{};
}

// What stands on a new migration before it is not at base; comparing with base would compare the wrong thing.
bool stands_on_base(const MigrationStep& step) {
  return step.is_new() && !step.statements.empty() &&
         std::none_of(step.effects.begin(), step.effects.end(),
                      [](const SchemaEffect& effect) { return effect.facts->conflict.has_value(); });
}

void check(const Change& change, Findings& out) {
  std::size_t compared = 0;
  for (const MigrationStep& step : change.migrations()) {
    if (!stands_on_base(step)) continue;
    const auto back = way_back(change.head(), *step.after);
    if (!back || ++compared > most_compared) continue;
    const std::vector<std::string> differences = left_by(step, *back);
    if (differences.empty()) continue;
    out.add(
        {.place = back->migration->place(back->statements.front()->span),
         .what = fmt::format("{}, run up and down again, leaves another schema: {}", step.after->path, listed(differences)),
         .why =
             "The version you roll back to was built for the schema before. And running the migration up once more may meet what "
             "is left over, and fail.",
         .next = "Let the way back undo every statement in reverse order, with the definitions of the migration that made what "
                 "stood before; then run up, down and up again once on a scratch database.",
         .related = {{step.after->place(step.statements.front().statement->span), "what it has to undo"}}});
  }
}

}  // namespace

extern constinit const Rule schema_down_not_inverse{
    .title = "Way back that leaves another schema", .level = Level::error, .check = check};

}  // namespace safeops::rules
