#include <algorithm>
#include <array>

#include "estate/directive.hpp"
#include "estate/glob.hpp"

namespace safeops {
namespace {

bool hides(std::string_view attribute) {
  constexpr std::array whole = {"-diff", "binary", "-text", "linguist-generated", "linguist-generated=true", "linguist-vendored"};
  if (std::find(whole.begin(), whole.end(), attribute) != whole.end()) return true;
  return attribute.starts_with("filter=") || attribute.starts_with("working-tree-encoding=") || attribute.starts_with("diff=");
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> result;
  for (std::size_t begin = line.find_first_not_of(" \t"); begin != line.npos; begin = line.find_first_not_of(" \t", begin)) {
    const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
    result.push_back(line.substr(begin, end - begin));
    begin = end;
  }
  return result;
}

}  // namespace

std::vector<HidingAttribute> hiding_attributes(const text::Source& attributes_file) {
  std::vector<HidingAttribute> found;
  for (std::uint32_t number = 1; number <= attributes_file.lines().count(); ++number) {
    const auto fields = words(attributes_file.line(number));
    if (fields.empty() || fields[0].starts_with('#')) continue;
    for (std::size_t i = 1; i < fields.size(); ++i) {
      if (!hides(fields[i])) continue;
      found.push_back({line_place(attributes_file, number), std::string(fields[0]), std::string(fields[i])});
    }
  }
  return found;
}

bool attribute_matches(std::string_view pattern, std::string_view directory, std::string_view path) {
  if (!directory.empty()) {
    if (!path.starts_with(directory) || path.size() <= directory.size() || path[directory.size()] != '/') return false;
    path.remove_prefix(directory.size() + 1);
  }
  const bool anchored = pattern.find('/') != pattern.npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return wildcard_matches(pattern, anchored ? path : path.substr(path.rfind('/') + 1));
}

}  // namespace safeops
