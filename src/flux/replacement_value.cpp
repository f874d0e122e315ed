#include "flux/replacement_value.hpp"

#include <fmt/format.h>

#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::size_t longest_text = 1024 * 1024;

std::vector<std::string> split(std::string_view text, std::string_view delimiter) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find(delimiter, at);
    parts.emplace_back(text.substr(at, next - at));
    if (next == std::string_view::npos) return parts;
    at = next + delimiter.size();
  }
}

// Part of a text takes the value; the others stay.
std::string join_value(std::string_view held, std::string_view value, const Node& options) {
  const std::string delimiter(options["delimiter"].text());
  std::vector<std::string> parts = split(held, delimiter);
  const std::int64_t index = options["index"].integer().value_or(0);
  if (index < 0)
    parts.insert(parts.begin(), std::string(value));
  else if (index >= static_cast<std::int64_t>(parts.size()))
    parts.emplace_back(value);
  else
    parts[static_cast<std::size_t>(index)] = value;
  std::string joined = parts.front();
  for (std::size_t part = 1; part < parts.size(); ++part) joined += delimiter + parts[part];
  return joined;
}

std::string bounded(std::string text, text::Place place) {
  if (text.size() > longest_text) throw Refusal{place, "a replacement makes too long a text"};
  return text;
}

// A plain value takes the text and keeps its own type; what is made for the purpose has the type the text has.
void set_plain(Node& target, std::string text, text::Place place) {
  const yaml::Resolved type = yaml::resolve(target);
  const bool is_made = target.is_scalar() && target.text().empty() && target.style() == Node::Style::plain;
  if (is_made) {
    target = Node::scalar(std::move(text), place);
    return;
  }
  Node plain = Node::scalar(text, place);
  const yaml::Resolved given = yaml::resolve(plain);
  if (type == yaml::Resolved::string) {
    target =
        Node::scalar(std::move(text), place, target.style() == Node::Style::folded ? Node::Style::folded : Node::Style::quoted);
  } else if (given == type || (type == yaml::Resolved::floating && given == yaml::Resolved::integer)) {
    target = std::move(plain);
  } else {
    throw Refusal{place,
                  fmt::format("a replacement puts `{}` where a value of another type is", text::visible(text.substr(0, 80)))};
  }
}

}  // namespace

Node take_part(const Node& value, const Node& options) {
  const std::string_view delimiter = options["delimiter"].text();
  if (delimiter.empty()) return value;
  if (!value.is_scalar()) throw Refusal{options.place(), "a `delimiter` needs a plain value"};
  const std::vector<std::string> parts = split(value.text(), delimiter);
  const std::int64_t index = options["index"].integer().value_or(0);
  if (index < 0 || index >= static_cast<std::int64_t>(parts.size()))
    throw Refusal{options.place(), fmt::format("`index` {} is out of bounds", index)};
  return Node::scalar(parts[static_cast<std::size_t>(index)], value.place(), value.style());
}

void put_value(Node& target, const Node& value, const Node& options) {
  const bool joins = !options["delimiter"].text().empty();
  if (joins && !target.is_scalar()) throw Refusal{options.place(), "a `delimiter` needs a plain value"};
  if (joins)
    set_plain(target, bounded(join_value(target.text(), value.text(), options), options.place()), value.place());
  else if (target.is_scalar())
    set_plain(target, std::string(value.text()), value.place());
  else
    target = Node(value);
}

}  // namespace safeops::flux
