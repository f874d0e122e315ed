#include "rules/rule.hpp"
#include <fmt/ranges.h>

#include "rules/break_glass.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  if (change.head().break_glass().empty()) return;
  const FilesToName wanted = files_to_name(change);
  for (const BreakGlass& record : change.head().break_glass()) {
    if (!is_new(change, record) || wanted.empty()) continue;
    const std::vector<std::string> missing = lacks(change, record, wanted);
    if (missing.empty()) continue;
    out.add({.place = record.object.place("spec"),
             .what = fmt::format("the break-glass record {} does not count: {}", record.object.name(), fmt::join(missing, "; ")),
             .why = "It is the one way past every proof, so it has to say who answers for it, what may be lost, how to recover "
                    "and what is made good afterwards, of exactly this change.",
             .next = "Complete it with what `sha256sum` says of each file of the change; `safeops-check explain "
                     "evidence-break-glass-incomplete` shows one. Without an emergency, take it out.",
             .related = {}});
  }
}

}  // namespace

extern constinit const Rule evidence_break_glass_incomplete{
    .title = "Break-glass record does not count", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
