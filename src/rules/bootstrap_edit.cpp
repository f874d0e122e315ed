#include "rules/bootstrap_edit.hpp"

#include <algorithm>
#include <array>

namespace safeops::rules {
namespace {

constexpr std::array<std::string_view, 3> sql_lists{"postInitSQL", "postInitTemplateSQL", "postInitApplicationSQL"};

bool is_left_out(std::string_view key) {
  return key == "secret" || key.starts_with("postInit");
}

bool holds(const yaml::Node& list, const yaml::Node& item) {
  return std::any_of(list.items().begin(), list.items().end(), [&](const yaml::Node& other) { return other.same_data(item); });
}

const yaml::Node* first_new(const yaml::Node& before, const yaml::Node& after) {
  if (after.is_scalar()) return after.is_opaque() || before.is_opaque() || before.same_data(after) ? nullptr : &after;
  for (const auto& [key, value] : after.members())
    if (const yaml::Node* found = is_left_out(key.text()) ? nullptr : first_new(before[key.text()], value)) return found;
  for (const yaml::Node& item : after.items())
    if (!item.is_opaque() && !holds(before, item)) return &item;
  return nullptr;
}

}  // namespace

BootstrapEdit bootstrap_edit(const Cluster& before, const Cluster& after) {
  const yaml::Node& was = before.object().at("spec.bootstrap");
  const yaml::Node& is = after.object().at("spec.bootstrap");
  BootstrapEdit edit;
  for (const std::string_view list : sql_lists)
    for (const yaml::Node& entry : is["initdb"][list].items())
      if (!entry.is_opaque() && !holds(was["initdb"][list], entry)) edit.sql.push_back(&entry);
  if (!was["recovery"] || is["recovery"]) edit.setting = first_new(was, is);
  return edit;
}

}  // namespace safeops::rules
