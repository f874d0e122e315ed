#include "cli/scaffold/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::size_t widest_comment = 100;

// The first words of a text that fit, at least one.
std::string_view first_line(std::string_view text, std::size_t width) {
  if (text.size() <= width) return text;
  std::size_t end = text.rfind(' ', width);
  if (end == text.npos) end = text.find(' ');
  return text.substr(0, end);
}

}  // namespace

Page::Page(std::string_view schema, std::string_view about) {
  text_ = fmt::format("# yaml-language-server: $schema={}\n", schema);
  comment(about);
}

Page::Page(std::string_view about) {
  comment(about);
}

Page& Page::comment(std::string_view text, std::size_t indent) {
  const std::string safe = text::visible(text);
  for (std::string_view rest = safe; !rest.empty();) {
    const std::string_view line = first_line(rest, widest_comment - indent);
    text_ += fmt::format("{:{}}# {}\n", "", indent, line);
    rest.remove_prefix(line.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
  }
  return *this;
}

Page& Page::line(std::string_view yaml, std::size_t indent) {
  text_ += fmt::format("{:{}}{}\n", "", indent, yaml);
  return *this;
}

Page& Page::field(std::string_view key, std::string_view text, std::size_t indent) {
  prefixed(yaml::emit(text_field(key, text)), std::string(indent, ' '));
  return *this;
}

Page& Page::list(std::string_view key, const std::vector<yaml::Node>& items, std::size_t indent) {
  return items.empty() ? *this : line(fmt::format("{}:", key), indent).items(items, indent + 2);
}

Page& Page::items(const std::vector<yaml::Node>& items, std::size_t indent, const yaml::Remark& remark) {
  yaml::Node list = yaml::Node::sequence();
  for (const yaml::Node& item : items) list.append(item);
  prefixed(yaml::emit(list, remark), std::string(indent, ' '));
  return *this;
}

Page& Page::list(std::string_view key, const std::vector<std::string>& texts, std::size_t indent, const yaml::Remark& remark) {
  if (texts.empty()) return *this;
  std::vector<yaml::Node> items;
  for (const std::string& text : texts) items.push_back(text_node(text));
  return line(fmt::format("{}:", key), indent).items(items, indent + 2, remark);
}

Page& Page::suggestions(const std::vector<std::string>& texts, std::size_t indent) {
  for (const std::string& text : texts) {
    yaml::Node item = yaml::Node::sequence();
    item.append(text_node(text));
    prefixed(yaml::emit(item), std::string(indent, ' ') + "# ");
  }
  return *this;
}

void Page::prefixed(std::string_view text, std::string_view prefix) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text_ += line.empty() && prefix.find('#') == prefix.npos ? "\n" : fmt::format("{}{}\n", prefix, line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
}

yaml::Node text_node(std::string_view text) {
  return yaml::Node::scalar(text::to_valid_utf8(text), {}, yaml::Node::Style::quoted);
}

yaml::Node text_field(std::string_view key, std::string_view text) {
  yaml::Node map = yaml::Node::map();
  map.set(key, text_node(text));
  return map;
}

}  // namespace safeops
