#include <algorithm>

#include "change/running_queries.hpp"
#include "rules/contract_effect.hpp"
#include "rules/lost_name_text.hpp"

namespace safeops::rules {
namespace {

// The part of the statement that says so, else its first, else the statement as a whole.
SchemaEffect effect_of(const LostName& name) {
  const sql::Statement& statement = *name.statement->statement;
  const SchemaEffect* found = nullptr;
  for (const SchemaEffect& effect : name.step->effects) {
    if (effect.statement != &statement) continue;
    const bool exact = effect.effect->object.may_be(name.lost.object) && effect.effect->member == name.lost.member;
    if (!found || exact) found = &effect;
    if (exact) break;
  }
  if (found) return *found;
  return {.step = name.step, .statement = &statement, .facts = name.statement, .place = name.step->after->place(statement.span)};
}

std::vector<Related> places_of(const LostName& name) {
  constexpr std::size_t most_shown = 5;
  std::vector<Related> related;
  for (std::size_t i = 0; i < name.uses.size() && i < most_shown; ++i)
    related.push_back({name.uses[i].place, fmt::format("query {}", name.uses[i].query.text())});
  return related;
}

// Its queries on the base branch prove that a version that needs it still runs, whatever the step calls itself.
Finding finding_of(const LostName& name) {
  const SchemaEffect effect = effect_of(name);
  Finding finding =
      contract_finding(effect, {.what = what_breaks(name),
                                .why = "The version that keeps running sends it, and so does the one you would roll "
                                       "back to: from this statement on PostgreSQL refuses it.",
                                .next = {},
                                .related = places_of(name)});
  finding.next = before_it_may_go(name, effect);
  finding.level = Level::error;
  return finding;
}

void check(const Change& change, Findings& out) {
  for (const LostName& name : change.running_queries().lost) out.add(finding_of(name));
}

}  // namespace

extern constinit const Rule schema_query_breaks{
    .title = "A query of the running version no longer works", .level = Level::error, .check = check};

}  // namespace safeops::rules
