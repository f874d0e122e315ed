#include "flux/text_operations.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "flux/shell_pattern.hpp"
#include "text/utf8.hpp"

namespace safeops::flux {
namespace {

using Arguments = std::vector<std::string>;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
}

std::string change_case(std::string_view value, char (*change)(char), bool all) {
  std::string text(value);
  const std::size_t count = all ? text.size() : std::min<std::size_t>(1, text.size());
  std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(count), text.begin(), change);
  return text;
}

// Go's strconv.Atoi.
std::optional<std::int64_t> integer(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return {};
  }
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::string substring(std::string_view value, const Arguments& arguments) {
  const auto size = static_cast<std::int64_t>(value.size());
  const auto offset = integer(arguments[0]);
  if (!offset) return std::string(value);
  const std::int64_t begin = *offset < 0 ? std::max<std::int64_t>(0, size + std::max(*offset, -size)) : std::min(*offset, size);
  if (arguments.size() == 1) return std::string(value.substr(static_cast<std::size_t>(begin)));
  const auto length = integer(arguments[1]);
  if (!length) return std::string(value);
  const std::int64_t end = *length < 0 ? size + std::max(*length, -size) : begin + std::min(*length, size - begin);
  return end < begin ? std::string()
                     : std::string(value.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
}

// An empty `wanted` is found before every character and at the end.
std::string replace(std::string_view value, std::string_view wanted, std::string_view with, bool all) {
  std::string out;
  std::size_t at = 0;
  while (true) {
    const std::size_t found = value.find(wanted, at);
    if (found == std::string_view::npos) break;
    out.append(value.substr(at, found - at)).append(with);
    at = found + wanted.size();
    if (!all || (wanted.empty() && at == value.size())) break;
    if (wanted.empty()) {
      const std::size_t length = std::max<std::size_t>(1, text::decode_utf8(value, at).length);
      out.append(value.substr(at, length));
      at += length;
    }
  }
  return out.append(value.substr(at));
}

std::string replace_at_end(std::string_view operation, std::string_view value, const Arguments& arguments) {
  std::string text(value);
  if (arguments.size() != 2) return text;
  const std::string& wanted = arguments[0];
  if (operation == "/#") return text.starts_with(wanted) ? replace(value, wanted, arguments[1], false) : text;
  if (!text.ends_with(wanted)) return text;
  return text.substr(0, text.size() - wanted.size()) + arguments[1];
}

std::string trim_prefix(std::string_view value, std::string_view pattern, bool longest) {
  std::size_t taken = 0;
  for (std::size_t length = value.size(); length > 0; --length) {
    const auto fits = matches_pattern(pattern, value.substr(0, length));
    if (!fits) return std::string(value);
    if (!*fits) continue;
    taken = length;
    if (longest) break;
  }
  return std::string(value.substr(taken));
}

// By characters, as the pattern is: what it says of brackets and backslashes is lost, there as here.
std::string reversed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, text::decode_utf8(text, at).length);
    out.insert(0, text.substr(at, length));
    at += length;
  }
  return out;
}

}  // namespace

std::string apply_operation(std::string_view operation, std::string_view value, const Arguments& arguments) {
  if (operation == "," || operation == ",,") return change_case(value, lower, operation.size() == 2);
  if (operation == "^" || operation == "^^") return change_case(value, upper, operation.size() == 2);
  if (operation == "#" && arguments.empty()) return std::to_string(value.size());
  if (operation == "#" || operation == "##") return trim_prefix(value, arguments[0], operation.size() == 2);
  if (operation == "%" || operation == "%%")
    return reversed(trim_prefix(reversed(value), reversed(arguments[0]), operation.size() == 2));
  if (operation == ":") return substring(value, arguments);
  if (operation == "/#" || operation == "/%") return replace_at_end(operation, value, arguments);
  if (operation == "/" || operation == "//")
    return replace(value, arguments[0], arguments.size() > 1 ? std::string_view(arguments[1]) : std::string_view{},
                   operation.size() == 2);
  return std::string(value);
}

}  // namespace safeops::flux
