#include "rules/rule.hpp"

#include <algorithm>
#include <stdexcept>

#include "text/spelling.hpp"

namespace safeops {

const RuleEntry* find_rule(std::string_view id) {
  const auto rules = all_rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RuleEntry& entry) { return entry.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

const RuleEntry& entry_of(const Rule& rule) {
  const auto rules = all_rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RuleEntry& entry) { return entry.rule == &rule; });
  if (found == rules.end()) throw std::logic_error("a rule that is not in the table");
  return *found;
}

std::vector<std::string> nearest_rules(std::string_view id) {
  std::vector<std::string> ids;
  for (const RuleEntry& entry : all_rules()) ids.emplace_back(entry.id);
  return text::nearest(id, ids);
}

}  // namespace safeops
