#include "rules/cnpg/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "rules/cnpg/quantity.hpp"
#include "text/time.hpp"

namespace safeops::rules {
namespace {

void hold(Inspection& in, const yaml::Node& value, const Field& field, const std::string& path);

// A check of the value itself says it better.
void reject(Inspection& in, const yaml::Node& value, std::string what, std::string next) {
  if (!in.has_refused(value)) in.reject(value, std::move(what), std::move(next));
}

bool is_a(const yaml::Node& value, Shape shape) {
  const auto resolved = value.is_scalar() ? yaml::resolve(value) : yaml::Resolved::null;
  switch (shape) {
    case Shape::anything:
      return true;
    case Shape::text:
      return resolved == yaml::Resolved::string;
    case Shape::integer:
      return resolved == yaml::Resolved::integer;
    case Shape::number:
      return resolved == yaml::Resolved::integer || resolved == yaml::Resolved::floating;
    case Shape::boolean:
      return resolved == yaml::Resolved::boolean;
    case Shape::time:
      return resolved == yaml::Resolved::string && text::parse_time(value.text());
    case Shape::duration:
      return resolved == yaml::Resolved::string && is_go_duration(value.text());
    case Shape::quantity:
      return value.is_scalar() && quantity(value.text());
    case Shape::number_or_text:
      return resolved == yaml::Resolved::integer || resolved == yaml::Resolved::string;
    case Shape::object:
    case Shape::table:
      return value.is_map();
    case Shape::list:
      return value.is_sequence();
  }
  return true;
}

std::string_view name_of(Shape shape) {
  switch (shape) {
    case Shape::anything:
      return "value";
    case Shape::text:
      return "text";
    case Shape::integer:
      return "whole number";
    case Shape::number:
      return "number";
    case Shape::boolean:
      return "boolean";
    case Shape::time:
      return "time such as 2026-03-01T12:00:00Z";
    case Shape::duration:
      return "duration such as 90s or 1h30m";
    case Shape::quantity:
      return "quantity such as 500m or 2Gi";
    case Shape::number_or_text:
      return "whole number or text";
    case Shape::object:
    case Shape::table:
      return "map";
    case Shape::list:
      return "list";
  }
  return "";
}

std::string remedy(const yaml::Node& value, Shape shape) {
  if (shape == Shape::text && value.is_scalar()) return fmt::format("Quote it: `\"{}\"`.", value.text());
  if (shape == Shape::boolean) return "Write `true` or `false`, without quotes.";
  if (shape == Shape::integer) return "Write a whole number, without quotes.";
  return fmt::format("Write a {}.", name_of(shape));
}

// `a|b|c`
std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const auto end = std::min(words.find('|'), words.size());
    parts.push_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return parts;
}

bool is_one_of(std::string_view word, std::string_view words) {
  const auto parts = split(words);
  return std::find(parts.begin(), parts.end(), word) != parts.end();
}

bool is_within(char letter, std::string_view ranges) {
  for (std::size_t at = 0; at < ranges.size(); ++at) {
    const bool is_range = at + 2 < ranges.size() && ranges[at + 1] == '-';
    if (letter >= ranges[at] && letter <= ranges[is_range ? at + 2 : at]) return true;
    if (is_range) at += 2;
  }
  return false;
}

bool is_spelled(std::string_view text, const Letters& letters) {
  if (letters.first.empty() || text.empty()) return true;
  if (!is_within(text.front(), letters.first) || !is_within(text.back(), letters.last)) return false;
  if (text.size() < 3) return true;
  const std::string_view inner = text.substr(1, text.size() - 2);
  return std::all_of(inner.begin(), inner.end(), [&](char letter) { return is_within(letter, letters.inner); });
}

void hold_to_spelling(Inspection& in, const yaml::Node& value, const Limits& limits, const std::string& path) {
  if (value.text().size() < limits.shortest)
    reject(in, value, fmt::format("{} is too short", path), fmt::format("Write {} characters or more.", limits.shortest));
  else if (value.text().size() > limits.longest)
    reject(in, value, fmt::format("{} is too long", path), fmt::format("Write {} characters at most.", limits.longest));
  else if (!is_spelled(value.text(), limits.letters))
    reject(in, value, fmt::format("`{}` is no value of {}", value.text(), path),
           fmt::format("Use the characters `{}`, at its beginning `{}` and at its end `{}`.", limits.letters.inner,
                       limits.letters.first, limits.letters.last));
}

void hold_to_limits(Inspection& in, const yaml::Node& value, const Limits& limits, const std::string& path) {
  if (!limits.words.empty() && !is_one_of(value.text(), limits.words))
    reject(in, value, fmt::format("`{}` is no value of {}", value.text(), path),
           fmt::format("Write one of `{}`.", fmt::join(split(limits.words), "`, `")));
  hold_to_spelling(in, value, limits, path);
  const auto count = limits.most == Limits{}.most && limits.least == Limits{}.least ? std::nullopt : value.integer();
  if (count && *count < limits.least)
    reject(in, value, fmt::format("{} is {}, and {} is the least", path, *count, limits.least), "Raise it.");
  if (count && *count > limits.most)
    reject(in, value, fmt::format("{} is {}, and {} is the most", path, *count, limits.most), "Lower it.");
}

void hold_members(Inspection& in, const yaml::Node& object, std::uint16_t group, const std::string& path) {
  for (const Field& field : fields_in(group)) {
    const yaml::Node& value = object[field.name];
    const std::string inner = fmt::format("{}.{}", path, field.name);
    if (is_set(value))
      hold(in, value, field, inner);
    else if (field.is_required)
      in.reject(object, fmt::format("{} is missing", inner), fmt::format("Add `{}`.", inner));
  }
}

// What tells an item of a list from the others; none where that is not known.
std::optional<std::vector<std::string_view>> identity_of(const yaml::Node& item, const std::vector<std::string_view>& keys) {
  std::vector<std::string_view> values;
  for (const std::string_view key : keys) {
    if (item[key].is_opaque()) return {};
    values.push_back(item[key].text());
  }
  return values.front().empty() ? std::nullopt : std::optional(std::move(values));
}

void hold_apart(Inspection& in, const yaml::Node& list, const std::vector<std::string_view>& keys, const std::string& path) {
  std::set<std::vector<std::string_view>> seen;
  for (const yaml::Node& item : list.items()) {
    const auto identity = identity_of(item, keys);
    if (identity && !seen.insert(*identity).second)
      reject(in, item[keys.front()], fmt::format("{} lists `{}` twice", path, identity->front()), "Keep one of the two.");
  }
}

void hold(Inspection& in, const yaml::Node& value, const Field& field, const std::string& path) {
  if (!is_set(value) || (value.is_scalar() && value.is_opaque())) return;
  if (!is_a(value, field.shape))
    return reject(in, value, fmt::format("{} is no {}", path, name_of(field.shape)), remedy(value, field.shape));
  if (value.is_scalar()) return hold_to_limits(in, value, field.limits, path);
  if (field.shape == Shape::object) return hold_members(in, value, field.inside, path);
  if (field.shape == Shape::anything) return;
  if (!field.limits.keys.empty()) hold_apart(in, value, split(field.limits.keys), path);
  const Field& inner = fields_in(field.inside).front();
  for (const auto& [key, member] : value.members()) hold(in, member, inner, fmt::format("{}.{}", path, key.text()));
  for (std::size_t index = 0; index < value.items().size(); ++index)
    hold(in, value.items()[index], inner, fmt::format("{}[{}]", path, index));
}

}  // namespace

void hold_to_shape(Inspection& in) {
  if (const Field* spec = shape_of_spec(in.object().kind())) hold(in, in.at("spec"), *spec, "spec");
}

}  // namespace safeops::rules
