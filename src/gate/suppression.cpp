#include "gate/suppression.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops {

namespace rules {
extern const Rule gate_suppression_refused;
extern const Rule gate_suppression_unused;
}  // namespace rules

namespace {

bool speaks_for(const AllowComment& comment, const Judged& judged) {
  if (!comment.malformed.empty() || comment.rule != judged.id()) return false;
  const std::uint32_t line = judged.finding.place.start().line;
  return comment.covers_first <= line && line <= comment.covers_last;
}

bool is_over(const AllowComment& comment, text::Seconds now) {
  return comment.until_time.value_or(0) < now;
}

Finding refused(const AllowComment& comment) {
  return {
      .place = comment.place,
      .what = fmt::format("this comment allows {}, which is a hard stop", comment.rule),
      .why = "A hard stop is what keeps the way back open. No comment silences it, or every one of them soon carries a comment.",
      .next = fmt::format("Mend what {} reports, then take the comment out.", comment.rule),
      .rule = &entry_of(rules::gate_suppression_refused)};
}

Finding unused(const AllowComment& comment) {
  return {.place = comment.place,
          .what = fmt::format("this comment allows {}, which reports nothing here", comment.rule),
          .why = "An allowance that is not needed waits for the day when it hides something nobody meant to allow.",
          .next = "Take the comment out.",
          .rule = &entry_of(rules::gate_suppression_unused)};
}

}  // namespace

std::deque<Suppressions::Tracked>& Suppressions::comments_of(const text::Source& source) {
  const auto [row, is_new] = by_source_.try_emplace(&source);
  if (is_new && source.readable()) {
    for (AllowComment& comment : allow_comments(source, *library_)) row->second.push_back({.comment = std::move(comment)});
  }
  return row->second;
}

void Suppressions::apply(Judged& judged) {
  if (!judged.finding.place) return;
  for (Tracked& tracked : comments_of(*judged.finding.place.source)) {
    if (!speaks_for(tracked.comment, judged)) continue;
    tracked.used = true;
    if (judged.hard_stop) {
      tracked.refused = true;
    } else if (!is_over(tracked.comment, change_->now())) {
      judged.suppression = {.place = tracked.comment.place, .reason = tracked.comment.reason, .until = tracked.comment.until};
    }
  }
}

void Suppressions::report(const std::vector<const RuleEntry*>& ran, std::vector<Finding>& into) const {
  const auto did_run = [&](std::string_view id) {
    return std::any_of(ran.begin(), ran.end(), [&](const RuleEntry* entry) { return entry->id == id; });
  };
  for (const Allowance& allowance : change_->allowances()) {
    const AllowComment& comment = allowance.comment;
    if (!comment.malformed.empty()) continue;
    const auto tracked = by_source_.find(comment.place.source);
    bool used = false;
    bool was_refused = false;
    if (tracked != by_source_.end()) {
      for (const Tracked& one : tracked->second) {
        if (one.comment.place == comment.place) used = one.used, was_refused = one.refused;
      }
    }
    if (was_refused) into.push_back(refused(comment));
    if (!used && (did_run(comment.rule) || !find_rule(comment.rule))) into.push_back(unused(comment));
  }
}

}  // namespace safeops
