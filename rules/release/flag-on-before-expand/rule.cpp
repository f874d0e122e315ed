#include "rules/rule.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

bool brings(const Change& change, std::string_view path) {
  return std::any_of(change.migrations().begin(), change.migrations().end(),
                     [&](const MigrationStep& step) { return step.after && step.after->path == path; });
}

void check_plan(const Change& change, const Plan& plan, const FlagFlip& flip, Findings& out) {
  for (const FileReference& file : plan.expand) {
    if (change.base().snapshot().find(file.path) || brings(change, file.path)) continue;  // release-flag-on-with-expand
    const std::string where = flip.environment() ? " in " + flip.environment()->name : "";
    out.add({.place = flip.place(),
             .what = fmt::format("flag {} turns on{} before {}, the expand step of plan {}, has landed", flip.name.key, where,
                                 file.path, plan.name),
             .why = "What the flag opens reads and writes columns that are not there yet.",
             .next = fmt::format("Land {} and the release that uses it first; then turn {} on.", file.path, flip.name.key),
             .related = {{file.place, fmt::format("plan {} names it", plan.name)}}});
    return;
  }
}

void check(const Change& change, Findings& out) {
  for (const FlagFlip& flip : change.flag_flips()) {
    if (!flip.turns_on()) continue;
    for (const Plan& plan : change.head().plans())
      if (plan.flag == flip.name) check_plan(change, plan, flip, out);
  }
}

}  // namespace

extern constinit const Rule release_flag_on_before_expand{
    .title = "Flag turned on before its schema is there", .level = Level::error, .check = check};

}  // namespace safeops::rules
