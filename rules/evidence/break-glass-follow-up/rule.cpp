#include "rules/rule.hpp"
#include <algorithm>

#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

constexpr text::Seconds day = 24 * 3600;

const BreakGlass* same_at(const std::deque<BreakGlass>& records, const BreakGlass& record) {
  const auto found = std::find_if(records.begin(), records.end(), [&](const BreakGlass& other) {
    return other.place().path() == record.place().path() && other.object.name() == record.object.name();
  });
  return found == records.end() ? nullptr : &*found;
}

// The base says what is owed and by when; the head can only say that it is done.
std::vector<const BreakGlass*> owed(const Change& change) {
  std::vector<const BreakGlass*> records;
  for (const BreakGlass& record : change.base().break_glass()) {
    const BreakGlass* now = same_at(change.head().break_glass(), record);
    const bool overdue = record.due && *record.due + day <= change.now();
    if (overdue && !record.done && !(now && now->done)) records.push_back(now && now->due == record.due ? now : &record);
  }
  return records;
}

const MigrationStep* first_migration(const Change& change) {
  for (const MigrationStep& step : change.migrations()) {
    if (step.after) return &step;
  }
  return nullptr;
}

void check(const Change& change, Findings& out) {
  const MigrationStep* step = first_migration(change);
  for (const BreakGlass* record : owed(change)) {
    const text::Place due = record->object.place("spec.followUp.due");
    const bool touched = change.touches(due.source);
    if (!touched && !step) continue;
    std::vector<Related> related;
    if (!touched) related.push_back({due, "the follow-up that was promised"});
    out.add({.place = touched ? due : first_statement(*step),
             .what = fmt::format("the follow-up of the break-glass record {} was due on {} and is not done: {}",
                                 record->object.name(), text::format_time(*record->due).substr(0, 10), record->follow_up),
             .why = "The record let a change pass without its proofs on the promise that they are made good. The next migration "
                    "builds on what was not proved.",
             .next = fmt::format("Do it, and write `done: true` under `spec.followUp` of {}.", due.path()),
             .related = std::move(related)});
  }
}

}  // namespace

extern constinit const Rule evidence_break_glass_follow_up{
    .title = "Follow-up of an emergency is overdue", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
