#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

std::string did_you_mean(std::string_view id) {
  const auto nearest = nearest_rules(id);
  return nearest.empty() ? std::string() : fmt::format(", did you mean {}?", nearest.front());
}

std::string fault(const AllowComment& comment) {
  if (!comment.malformed.empty()) return comment.malformed;
  return find_rule(comment.rule) ? std::string()
                                 : fmt::format("there is no rule `{}`{}", comment.rule, did_you_mean(comment.rule));
}

void check(const Change& change, Findings& out) {
  for (const auto& [comment, is_new] : change.allowances()) {
    const std::string wrong = fault(comment);
    if (wrong.empty()) continue;
    out.add(
        {.place = comment.place,
         .what = fmt::format("the allowance cannot be used: {}", wrong),
         .why = "A comment that silences nothing misleads who reads it. Reason and date are what makes an exception one.",
         .next =
             "Write `safeops:allow <rule-id>: <reason> (until YYYY-MM-DD)`, or remove it. `safeops-check rules` lists the ids."});
  }
}

}  // namespace

extern constinit const Rule gate_suppression_malformed{
    .title = "An allowance is not written as one", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
