#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/question.hpp"
#include "cli/session.hpp"
#include "estate/schema_check.hpp"
#include "git/cannot_run.hpp"
#include "rules/rule.hpp"

namespace safeops {

int run_explain(const Arguments& arguments, const Surroundings& surroundings) {
  const RuleEntry* entry = find_rule(arguments.subject);
  if (!entry) {
    throw CannotRun(fmt::format("There is no rule `{}`.{} `safeops-check rules` lists them all.", arguments.subject,
                                did_you_mean(nearest_rules(arguments.subject))));
  }
  const Rule& rule = *entry->rule;
  *surroundings.out << fmt::format("{} ({}{})\n\n{}", entry->id, to_string(rule.level), rule.hard_stop ? ", hard stop" : "",
                                   entry->page);
  return 0;
}

int run_rules(const Surroundings& surroundings) {
  std::size_t width = 0;
  for (const RuleEntry& entry : all_rules()) width = std::max(width, entry.id.size());
  for (const RuleEntry& entry : all_rules()) {
    const std::string_view level = entry.rule->hard_stop ? "hard stop" : to_string(entry.rule->level);
    *surroundings.out << fmt::format("{:{}}  {:9}  {}\n", entry.id, width, level, entry.rule->title);
  }
  return 0;
}

int run_schema(const Arguments& arguments, const Surroundings& surroundings) {
  const std::string_view schema = document_schema(arguments.subject);
  if (schema.empty())
    throw CannotRun(fmt::format("There is no document `{}`: write plan, evidence, policy, freeze or model.", arguments.subject));
  *surroundings.out << schema;
  return 0;
}

}  // namespace safeops
