#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const auto& [comment, is_new] : change.allowances()) {
    if (!comment.malformed.empty() || !comment.until_time || *comment.until_time >= change.now()) continue;
    out.add({.place = comment.place,
             .what = fmt::format("the allowance for {} ended on {}{}", comment.rule, comment.until,
                                 is_new ? ", before this change was made" : ""),
             .why = "It silences nothing any more, and still reads as if somebody had looked.",
             .next = "Fix what it allowed and remove the comment, or agree on a new date."});
  }
}

}  // namespace

extern constinit const Rule gate_suppression_expired{
    .title = "An allowance has expired", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
