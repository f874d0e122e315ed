#include "rules/cnpg/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "rules/cnpg/shape.hpp"

namespace safeops::rules {

bool is_set(const yaml::Node& field) {
  return !field.is_missing() && !field.is_null();
}

bool has_text(const yaml::Node& field) {
  return !field.is_null() && !field.text().empty() && yaml::resolve(field) != yaml::Resolved::null;
}

std::optional<std::int64_t> number(const yaml::Node& field, std::int64_t unset) {
  return is_set(field) ? field.integer() : std::optional(unset);
}

const yaml::Node* entry_named(const yaml::Node& list, std::string_view name) {
  const auto& items = list.items();
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const yaml::Node& item) { return item["name"].text() == name; });
  return found == items.end() ? nullptr : &*found;
}

std::vector<const yaml::Node*> repeated(const yaml::Node& list, std::string_view key) {
  std::vector<const yaml::Node*> again;
  std::set<std::string_view> seen;
  for (const yaml::Node& item : list.items()) {
    const yaml::Node& value = item[key];
    if (has_text(value) && !value.is_opaque() && !seen.insert(value.text()).second) again.push_back(&value);
  }
  return again;
}

void Inspection::refuse(const yaml::Node& value, std::string what, std::string next) {
  found_.push_back({.place = value.place() ? value.place() : object_->place(), .what = std::move(what), .next = std::move(next)});
}

void Inspection::refuse(std::string_view dotted, std::string what, std::string next) {
  found_.push_back({.place = object_->place(dotted), .what = std::move(what), .next = std::move(next)});
}

void Inspection::reject(const yaml::Node& value, std::string what, std::string next) {
  refuse(value, std::move(what), std::move(next));
  found_.back().by_api_server = true;
}

void Inspection::reject(std::string_view dotted, std::string what, std::string next) {
  refuse(dotted, std::move(what), std::move(next));
  found_.back().by_api_server = true;
}

bool Inspection::has_refused(const yaml::Node& value) const {
  return value.place() &&
         std::any_of(found_.begin(), found_.end(), [&](const Refusal& refusal) { return refusal.place == value.place(); });
}

std::vector<Refusal> inspect(const flux::Object& object, bool creates, std::initializer_list<std::span<const Check>> checks) {
  Inspection in(object, creates);
  for (const std::span<const Check> group : checks)
    for (const Check check : group) check(in);
  hold_to_shape(in);
  return in.take();
}

void hold_to_locale_provider(Inspection& in, std::string_view section) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> fields{
      {{"builtinLocale", "builtin"}, {"icuLocale", "icu"}, {"icuRules", "icu"}}};
  const yaml::Node& written = in.at(section);
  const yaml::Node& provider = written["localeProvider"];
  if (provider.is_opaque()) return;
  for (const auto& [field, needed] : fields)
    if (is_set(written[field]) && provider.text() != needed)
      in.reject(written[field], fmt::format("{} counts only for the locale provider {}", field, needed),
                fmt::format("Write `localeProvider: {}`, or remove it.", needed));
}

void require(Inspection& in, std::initializer_list<std::string_view> fields) {
  for (const std::string_view field : fields)
    if (!is_set(in.at(field))) in.reject(field, fmt::format("{} is missing", field), fmt::format("Add `{}`.", field));
}

}  // namespace safeops::rules
