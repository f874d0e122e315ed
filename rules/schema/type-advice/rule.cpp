#include <algorithm>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

struct Advice {
  std::string_view type;
  std::string_view why;
  std::string_view next;
};
constexpr Advice advices[] = {
    {"bpchar", "char(n) pads with blanks that come back with every value and count in no comparison.",
     "Use text, with a check where its length matters."},
    {"money", "Its digits after the point hang on the server's lc_monetary, and it knows no currency.",
     "Use numeric, with a column for the currency."},
    {"json", "It has no equality: DISTINCT, GROUP BY and UNION on it fail, and it cannot be indexed.", "Use jsonb."},
    {"timestamp", "It says no moment: two sessions with other time zones read other ones.", "Use timestamp with time zone."},
    {"timetz", "An offset without a date says nothing about summer time.", "Use timestamp with time zone, or time."},
};

const Advice* advice_on(const sql::TypeName& type) {
  if (!type.name.schema.empty()) return nullptr;
  const auto* found =
      std::find_if(std::begin(advices), std::end(advices), [&](const Advice& each) { return each.type == type.name.name; });
  return found == std::end(advices) ? nullptr : found;
}

void advise(const text::Place& place, const sql::Name& table, const sql::ColumnDefinition& column, Findings& out) {
  const Advice* advice = advice_on(column.type);
  if (!advice) return;
  out.add({.place = place,
           .what = fmt::format("column {}.{} is a {}", table.text(), identifier(column.name), column.type.text()),
           .why = std::string(advice->why),
           .next = std::string(advice->next)});
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const text::Place place = step.after->place(facts.statement->span);
      const sql::Command::Form& form = facts.statement->command.form;
      if (const auto* create = std::get_if<sql::CreateTable>(&form)) {
        for (const sql::ColumnDefinition& column : create->columns) advise(place, create->table, column, out);
      } else if (const auto* alter = std::get_if<sql::AlterTable>(&form)) {
        for (const sql::AlterAction& action : alter->actions)
          if (action.kind == sql::AlterAction::Kind::add_column) advise(place, alter->table, action.column, out);
      }
    }
  }
}

}  // namespace

extern constinit const Rule schema_type_advice{
    .title = "Column type with a better one beside it", .level = Level::note, .advice = true, .check = check};

}  // namespace safeops::rules
