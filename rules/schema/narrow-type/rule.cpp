#include <fmt/ranges.h>

#include <algorithm>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

const ColumnTypeChange* change_of(const SchemaEffect& effect) {
  const auto& changes = effect.facts->type_changes;
  const auto found = std::find_if(changes.begin(), changes.end(),
                                  [&](const ColumnTypeChange& each) { return each.column == effect.effect->member; });
  return found == changes.end() ? nullptr : &*found;
}

std::string what(const sql::Effect& effect, const ColumnTypeChange* known) {
  if (known && !known->lost_labels.empty())
    return fmt::format("column {} gets a type without the values {} that it may have", member_name(effect),
                       fmt::join(known->lost_labels, ", "));
  if (known) return fmt::format("column {} changes from {} to {}", member_name(effect), known->from.text(), known->to.text());
  return fmt::format("column {} becomes {}; the landed migrations do not say what it was", member_name(effect), effect.type);
}

std::string next(const SchemaEffect& effect, const ColumnTypeChange* known) {
  if (known && !known->lost_labels.empty())
    return fmt::format(
        "Keep the values, or release a version that neither writes nor expects {0}, give the rows of {1} that have "
        "one another, and when the rollback window has ended change the type {2}.",
        fmt::join(known->lost_labels, ", "), effect.effect->object.text(), in_contract_step(effect));
  const std::string table = effect.effect->object.text();
  const std::string beside = identifier(effect.effect->member + "_new");
  return fmt::format(
      "Put a column beside it, `ALTER TABLE {0} ADD COLUMN {1} {2};`, release a version that writes both, fill it in batches, "
      "read "
      "from it, and when the rollback window has ended run `ALTER TABLE {0} DROP COLUMN {3};` {4}.",
      table, beside, effect.effect->type, identifier(effect.effect->member), in_contract_step(effect));
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* effect : change.effects(sql::Effect::Kind::change_type)) {
    const ColumnTypeChange* known = change_of(*effect);
    if (known && !known->change.narrows) continue;
    out.add(contract_finding(
        *effect,
        {.what = what(*effect->effect, known),
         .why = "What the running version writes or compares may no longer fit the type, rows that do not fit it stop the "
                "migration, and what a conversion cuts off comes back only from a backup.",
         .next = next(*effect, known)}));
  }
}

}  // namespace

extern constinit const Rule schema_narrow_type{
    .title = "Column type changed under the running app", .level = Level::error, .check = check};

}  // namespace safeops::rules
