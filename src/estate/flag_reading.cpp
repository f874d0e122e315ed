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

// A list of {name, value}, as Kubernetes and most charts write environment variables.
void read_variables(const Resource& resource, const yaml::Node& list, const std::deque<Plan>& plans, std::deque<Flag>& into) {
  for (const yaml::Node& variable : list.items()) add(resource, variable["name"].text(), variable["value"], plans, into);
}

// Charts pass settings on under keys of their own choice: a flag is known by its key alone.
void read_values(const Resource& resource, const yaml::Node& values, const std::deque<Plan>& plans, std::deque<Flag>& into) {
  read_variables(resource, values, plans, into);
  for (const yaml::Node& item : values.items()) read_values(resource, item, plans, into);
  for (const auto& [key, value] : values.members()) {
    add(resource, key.text(), value, plans, into);
    read_values(resource, value, plans, into);
  }
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
  if (is_helm_release(object)) return read_values(resource, object.at("spec.values"), plans, into);
  for (const yaml::Node& container : pod_spec(object)["containers"].items())
    read_variables(resource, container["env"], plans, into);
}

}  // namespace safeops
