#include "estate/flag_reading.hpp"

#include <algorithm>
#include <array>

#include "estate/workload.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

bool is_flag(const FlagName& name, const std::deque<Plan>& plans) {
  if (name.key.starts_with("FEATURE_")) return true;
  return std::any_of(plans.begin(), plans.end(), [&](const Plan& plan) { return plan.flag && plan.flag->key == name.key; });
}

void add(const Resource& resource, std::string_view key, const yaml::Node& value, const std::deque<Plan>& plans,
         std::deque<Flag>& into) {
  const FlagName name{std::string(name_without_hash(resource.object->name())), std::string(key)};
  const auto on = boolean_like(value.text());
  if (on && is_flag(name, plans)) into.push_back({name, &resource, *on, value.place()});
}

}  // namespace

std::string_view name_without_hash(std::string_view config_map) {
  constexpr std::string_view digits = "2456789bcdfghkmt";  // hexadecimal ones, those that could spell words replaced
  constexpr std::size_t length = 10;
  const std::size_t dash = config_map.rfind('-');
  if (dash == config_map.npos || config_map.size() - dash != length + 1) return config_map;
  return config_map.find_first_not_of(digits, dash + 1) == config_map.npos ? config_map.substr(0, dash) : config_map;
}

std::optional<bool> boolean_like(std::string_view value) {
  constexpr std::array on = {"true", "on", "yes", "1", "enabled"};
  constexpr std::array off = {"false", "off", "no", "0", "disabled"};
  for (const char* word : on) {
    if (text::same_ignoring_case(value, word)) return true;
  }
  for (const char* word : off) {
    if (text::same_ignoring_case(value, word)) return false;
  }
  return {};
}

void read_flags(const Resource& resource, const std::deque<Plan>& plans, std::deque<Flag>& into) {
  const flux::Object& object = *resource.object;
  if (object.is("", "ConfigMap")) {
    for (const auto& [key, value] : object.at("data").members()) add(resource, key.text(), value, plans, into);
    return;
  }
  for (const yaml::Node& container : pod_spec(object)["containers"].items()) {
    for (const yaml::Node& variable : container["env"].items()) {
      add(resource, variable["name"].text(), variable["value"], plans, into);
    }
  }
}

}  // namespace safeops
