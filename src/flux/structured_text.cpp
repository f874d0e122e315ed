#include "flux/structured_text.hpp"

#include <algorithm>

#include "flux/canonical_json.hpp"
#include "flux/json_text.hpp"
#include "flux/patch_text.hpp"

namespace safeops::flux {
namespace {

void forget_places(yaml::Node& node) {
  node.set_place({});
  for (yaml::Node& item : node.items()) forget_places(item);
  for (auto& [key, value] : node.members()) {
    key.set_place({});
    forget_places(value);
  }
}

// Breaks the lines of JSON that has none.
std::string indent(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  const auto break_line = [&] { out += '\n' + std::string(2 * depth, ' '); };
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string || c == '"') {
      out += c;
      if (c == '\\') out += json[++at];
      if (c == '"') in_string = !in_string;
    } else if ((c == '{' || c == '[') && at + 1 < json.size() && json[at + 1] != '}' && json[at + 1] != ']') {
      out += c;
      ++depth;
      break_line();
    } else if ((c == '}' || c == ']') && at > 0 && json[at - 1] != '{' && json[at - 1] != '[') {
      --depth;
      break_line();
      out += c;
    } else {
      out += c;
      if (c == ',') break_line();
      if (c == ':') out += ' ';
    }
  }
  return out;
}

}  // namespace

std::optional<StructuredText> StructuredText::read(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[') || !is_json(text)) return {};
  const text::Source source({}, {}, git::Mode::regular, std::string(text), text.size());
  const yaml::File file = yaml::parse(source);
  if (!file.problems.empty() || file.documents.size() != 1) return {};
  yaml::Node root = file.documents.front().root;
  forget_places(root);
  make_json(root);
  const bool indented = text.find('\n') != std::string_view::npos && text.find("  ") != std::string_view::npos;
  return StructuredText(std::move(root), indented);
}

std::string StructuredText::write() const {
  const std::string json = canonical_json(root_);
  return indented_ ? indent(json) : json;
}

}  // namespace safeops::flux
