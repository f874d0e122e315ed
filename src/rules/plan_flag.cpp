#include "rules/plan_flag.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t hash_length = 10;

bool is_hash(std::string_view suffix) {
  return suffix.size() == hash_length + 1 && suffix[0] == '-' && suffix.find('-', 1) == suffix.npos;
}

}  // namespace

bool is_flag_of(const Plan& plan, const FlagName& flag) {
  if (!plan.flag || plan.flag->key != flag.key) return false;
  const std::string_view name = flag.config_map;
  return name == plan.flag->config_map ||
         (name.starts_with(plan.flag->config_map) && is_hash(name.substr(plan.flag->config_map.size())));
}

}  // namespace safeops::rules
