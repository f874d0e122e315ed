#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const auto& [comment, is_new] : change.allowances()) {
    const RuleEntry* rule = find_rule(comment.rule);
    if (!is_new || !comment.malformed.empty() || !rule) continue;
    out.add({.place = comment.place,
             .what = fmt::format("this change allows itself {} until {}: {}", comment.rule, comment.until, comment.reason),
             .why = rule->rule->hard_stop ? "A hard stop stays a hard stop: the comment silences nothing."
                                          : "The author of a change wrote the exception to the rule that judges it.",
             .next = rule->rule->hard_stop ? "Take the comment out, and do what the finding asks."
                                           : "Reviewer: approve the reason and the date together with the change."});
  }
}

}  // namespace

extern constinit const Rule gate_suppression_added{
    .title = "The change brings an allowance for itself", .level = Level::note, .check = check};

}  // namespace safeops::rules
