#include "rules/plan_anchor.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

std::string this_migration(const Plan& plan, const MigrationStep& step) {
  const std::string_view kind = plan.contracts(step.after->path) ? "contract" : "expand";
  return fmt::format("the {} step of plan {}, which this change brings", kind, plan.name);
}

// Where a field is missing there is only the line from which it was taken.
text::Place line_in_plan(const Change& change, const Plan& plan, std::string_view field) {
  if (plan.root->at(field)) return plan.field(field);
  for (const WatchedFile& file : change.watched()) {
    if (file.head == plan.source && file.base) return file.first_changed_line();
  }
  return plan.field(field);
}

}  // namespace

text::Place first_statement(const MigrationStep& step) {
  if (const SchemaEffect* contract = step.first_contract()) return contract->place;
  return step.effects.empty() ? step.migration().place() : step.effects.front().place;
}

const MigrationStep* step_of(const Change& change, const Plan& plan) {
  const MigrationStep* first = nullptr;
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after || step.plan != &plan) continue;
    if (plan.contracts(step.after->path)) return &step;
    if (!first) first = &step;
  }
  return first;
}

Anchor plan_anchor(const Change& change, const Plan& plan, std::string_view field) {
  const MigrationStep* step = step_of(change, plan);
  if (!step) return {.place = line_in_plan(change, plan, field), .related = {}};
  return {.place = first_statement(*step), .related = {{plan.field(field), fmt::format("plan {}", plan.name)}}};
}

Anchor evidence_anchor(const Change& change, const Plan& plan, text::Place evidence, std::string says) {
  const MigrationStep* step = step_of(change, plan);
  if (!step) return {.place = evidence, .related = {}};
  const text::Place statement = first_statement(*step);
  if (!change.touches(evidence.source)) return {.place = statement, .related = {{evidence, std::move(says)}}};
  return {.place = evidence, .related = {{statement, this_migration(plan, *step)}}};
}

}  // namespace safeops::rules
