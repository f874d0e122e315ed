#include "report/advice.hpp"

#include <algorithm>

#include "report/words.hpp"

namespace safeops::report {
namespace {

bool holds(const std::vector<std::string>& sentences, const std::string& sentence) {
  return std::find(sentences.begin(), sentences.end(), sentence) != sentences.end();
}

void add(const Judged& judged, Advice& advice) {
  ++advice.findings;
  advice.level = std::max(advice.level, judged.level);
  const std::string why = shown(judged.finding.why);
  const std::string next = shown(judged.finding.next);
  if (!holds(advice.why, why) && advice.why.size() < Advice::most_next) advice.why.push_back(why);
  if (holds(advice.next, next)) return;
  if (advice.next.size() < Advice::most_next)
    advice.next.push_back(next);
  else
    ++advice.next_left_out;
}

}  // namespace

std::vector<Advice> advice_of(const Verdict& verdict) {
  std::vector<Advice> all;
  for (const Judged& judged : verdict.findings) {
    if (judged.suppression) continue;
    const RuleEntry* rule = judged.finding.rule;
    auto known = std::find_if(all.begin(), all.end(), [&](const Advice& advice) { return advice.rule == rule; });
    if (known == all.end()) known = all.insert(all.end(), {.rule = rule, .level = judged.level, .why = {}, .next = {}});
    add(judged, *known);
  }
  return all;
}

}  // namespace safeops::report
