#include "rules/difference.hpp"

namespace safeops::rules {

const yaml::Node& first_difference(const yaml::Node& before, const yaml::Node& after) {
  for (const auto& [key, value] : after.members())
    if (const yaml::Node& old = before[key.text()]; !old.same_data(value)) return old ? first_difference(old, value) : value;
  for (std::size_t i = 0; i < after.items().size(); ++i) {
    if (i >= before.items().size()) return after.items()[i];
    if (!before.items()[i].same_data(after.items()[i])) return first_difference(before.items()[i], after.items()[i]);
  }
  return after;
}

}  // namespace safeops::rules
