#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "yaml/node.hpp"

namespace safeops::yaml {
namespace {

template <std::size_t size>
bool any_of(const std::array<std::string_view, size>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 11> true_words = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};
constexpr std::array<std::string_view, 11> false_words = {"n",     "N",     "no",  "No",  "NO", "false",
                                                          "False", "FALSE", "off", "Off", "OFF"};
constexpr std::array<std::string_view, 4> null_words = {"~", "null", "Null", "NULL"};
constexpr std::size_t longest_word = 5;  // of those above
constexpr std::array<std::string_view, 12> special_floats = {".nan",  ".NaN",  ".NAN",  ".inf",  ".Inf",  ".INF",
                                                             "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Digits {
  bool negative = false;
  int base = 10;
  std::string digits;
};

// Go's strconv with base 0: 0x, 0o, 0b and a bare leading zero choose the base; underscores were taken out before.
Digits split_base(std::string_view text) {
  Digits result;
  if (text.starts_with('+') || text.starts_with('-')) {
    result.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.size() > 1 && text.front() == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    result.base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  result.digits = text;
  return result;
}

struct Number {
  bool whole = false;  // an integer, of whatever size a uint64 takes
  std::optional<std::int64_t> signed_value;
};

Number read_integer(std::string_view text) {
  if (text.empty() || !(is_digit(text.front()) || text.front() == '+' || text.front() == '-')) return {};
  std::string plain(text);
  std::erase(plain, '_');
  const Digits parts = split_base(plain);
  std::uint64_t magnitude = 0;
  const char* end = parts.digits.data() + parts.digits.size();
  const auto [stopped, error] = std::from_chars(parts.digits.data(), end, magnitude, parts.base);
  if (parts.digits.empty() || error != std::errc{} || stopped != end) return {};
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (parts.negative) {
    if (magnitude > largest + 1) return {};
    return {true, static_cast<std::int64_t>(0 - magnitude)};
  }
  if (magnitude > largest) return {true, {}};
  return {true, static_cast<std::int64_t>(magnitude)};
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// [-+]? ( '.' digits | digits ( '.' digits? )? ) ( [eE] [-+]? digits )?
bool is_float(std::string_view text) {
  if (any_of(special_floats, text)) return true;
  std::string plain(text);
  if (!text.starts_with('.')) std::erase(plain, '_');
  std::size_t at = plain.starts_with('+') || plain.starts_with('-') ? 1 : 0;
  const std::size_t whole = skip_digits(plain, at);
  std::size_t fraction = whole;
  if (whole < plain.size() && plain[whole] == '.') fraction = skip_digits(plain, whole + 1);
  if (whole == at && fraction < whole + 2) return false;
  at = fraction;
  if (at < plain.size() && (plain[at] | 0x20) == 'e') {
    const std::size_t sign = at + 1 < plain.size() && (plain[at + 1] == '+' || plain[at + 1] == '-') ? 1 : 0;
    const std::size_t exponent = skip_digits(plain, at + 1 + sign);
    if (exponent == at + 1 + sign) return false;
    at = exponent;
  }
  return at == plain.size();
}

}  // namespace

Resolved resolve(const Node& scalar) {
  if (scalar.is_null()) return Resolved::null;
  if (!scalar.is_scalar() || scalar.style() != Node::Style::plain || scalar.text().empty()) return Resolved::string;
  const std::string_view text = scalar.text();
  if (text.size() <= longest_word) {
    if (any_of(null_words, text)) return Resolved::null;
    if (any_of(true_words, text) || any_of(false_words, text)) return Resolved::boolean;
  }
  if (read_integer(text).whole) return Resolved::integer;
  const bool numeric_start = is_digit(text.front()) || text.front() == '+' || text.front() == '-' || text.front() == '.';
  return numeric_start && is_float(text) ? Resolved::floating : Resolved::string;
}

std::optional<bool> Node::boolean() const {
  if (kind_ != Kind::scalar || resolve(*this) != Resolved::boolean) return {};
  return any_of(true_words, scalar_);
}

std::optional<std::int64_t> Node::integer() const {
  if (kind_ != Kind::scalar || style_ != Style::plain) return {};
  return read_integer(scalar_).signed_value;
}

}  // namespace safeops::yaml
