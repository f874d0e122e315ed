#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

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

// No other type of its family holds more: what the column was, it can only have been less.
bool is_widest(const sql::Effect& effect) {
  constexpr std::array<std::string_view, 4> widest = {"bigint", "text", "character varying", "numeric"};
  return effect.detail.empty() && std::find(widest.begin(), widest.end(), effect.type) != widest.end();
}

Finding finding_for(const SchemaEffect& effect, const ColumnTypeChange* known) {
  return contract_finding(
      effect, {.what = what(*effect.effect, known),
               .why = "What the running version writes or compares may no longer fit the type, rows that do not fit it stop the "
                      "migration, and what a conversion cuts off comes back only from a backup.",
               .next = next(effect, known)});
}

// One finding for all of a migration: what there is to know of one there is to know of the others.
void report_widened(const SchemaEffect& first, std::size_t count, Findings& out) {
  if (count == 0) return;
  Finding finding = finding_for(first, nullptr);
  if (count > 1) finding.what += fmt::format(", and {} more columns of this migration likewise", count - 1);
  if (!first.step->in_contract()) finding.level = Level::warning;
  out.add(std::move(finding));
}

void check(const Change& change, Findings& out) {
  const SchemaEffect* first = nullptr;  // of a migration, to the widest type from one that is not known
  std::size_t widened = 0;
  for (const SchemaEffect* effect : change.effects(sql::Effect::Kind::change_type)) {
    const ColumnTypeChange* known = change_of(*effect);
    if (known && !known->change.narrows) continue;
    if (known || !is_widest(*effect->effect)) {
      out.add(finding_for(*effect, known));
      continue;
    }
    if (first && first->step != effect->step) report_widened(*first, std::exchange(widened, 0), out);
    if (widened++ == 0) first = effect;
  }
  if (first) report_widened(*first, widened, out);
}

}  // namespace

extern constinit const Rule schema_narrow_type{
    .title = "Column type changed under the running app", .level = Level::error, .check = check};

}  // namespace safeops::rules
