#include "flux/shell_pattern.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace safeops::flux {
namespace {

// One character; a byte that is no UTF-8 counts as one.
text::CodePoint next_character(std::string_view text) {
  const text::CodePoint point = text::decode_utf8(text, 0);
  return point.length > 0 ? point : text::CodePoint{0xFFFD, 1};
}

// What one element of a pattern, other than `*`, is.
struct Element {
  std::size_t length = 0;  // in the pattern; 0 when malformed
  bool fits = false;
  std::size_t taken = 0;  // of the text
};

// The bound of a range: what begins at `at`, which moves past it. None when there is none.
std::optional<char32_t> range_bound(std::string_view pattern, std::size_t& at) {
  if (at >= pattern.size() || pattern[at] == '-' || pattern[at] == ']') return {};
  if (pattern[at] == '\\' && ++at == pattern.size()) return {};
  const text::CodePoint point = text::decode_utf8(pattern, at);
  at += point.length;
  if (point.length == 0 || at == pattern.size()) return {};
  return point.value;
}

Element match_class(std::string_view pattern, std::string_view text) {
  const text::CodePoint character = text.empty() ? text::CodePoint{} : next_character(text);
  std::size_t at = 1;
  const bool negated = at < pattern.size() && pattern[at] == '^';
  if (negated) ++at;
  bool inside = false;
  for (bool first = true; first || at >= pattern.size() || pattern[at] != ']'; first = false) {
    const auto low = range_bound(pattern, at);
    if (!low) return {};
    auto high = low;
    if (pattern[at] == '-') high = range_bound(pattern, ++at);
    if (!high) return {};
    inside = inside || (*low <= character.value && character.value <= *high);
  }
  return {at + 1, !text.empty() && inside != negated, character.length};
}

// How the element at the beginning of `pattern` meets the beginning of `text`.
Element match_element(std::string_view pattern, std::string_view text) {
  if (pattern.front() == '[') return match_class(pattern, text);
  if (pattern.front() == '?') return {1, !text.empty(), text.empty() ? 0 : next_character(text).length};
  const std::size_t length = pattern.front() == '\\' ? 2 : 1;
  if (length > pattern.size()) return {};
  return {length, !text.empty() && pattern[length - 1] == text.front(), 1};
}

bool is_well_formed(std::string_view pattern) {
  while (!pattern.empty()) {
    const std::size_t length = pattern.front() == '*' ? 1 : match_element(pattern, {}).length;
    if (length == 0) return false;
    pattern.remove_prefix(length);
  }
  return true;
}

}  // namespace

std::optional<bool> matches_pattern(std::string_view pattern, std::string_view text) {
  if (!is_well_formed(pattern)) return {};
  std::optional<std::string_view> after_star;  // the pattern from which to go on when the last star takes one character more
  std::string_view star_text;
  while (!text.empty() || !pattern.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      after_star = pattern;
      star_text = text;
      continue;
    }
    const Element element = pattern.empty() ? Element{} : match_element(pattern, text);
    if (element.fits) {
      pattern.remove_prefix(element.length);
      text.remove_prefix(element.taken);
      continue;
    }
    if (!after_star || star_text.empty()) return false;
    star_text.remove_prefix(1);
    text = star_text;
    pattern = *after_star;
  }
  return true;
}

}  // namespace safeops::flux
