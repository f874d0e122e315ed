#include "rules/cnpg/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 15> suffixes{{{"", 1.0},
                                                                        {"n", 1e-9},
                                                                        {"u", 1e-6},
                                                                        {"m", 1e-3},
                                                                        {"k", 1e3},
                                                                        {"M", 1e6},
                                                                        {"G", 1e9},
                                                                        {"T", 1e12},
                                                                        {"P", 1e15},
                                                                        {"E", 1e18},
                                                                        {"Ki", 0x1p10},
                                                                        {"Mi", 0x1p20},
                                                                        {"Gi", 0x1p30},
                                                                        {"Ti", 0x1p40},
                                                                        {"Pi", 0x1p50}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_integer(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::optional<double> quantity(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.find_first_of("0123456789") > 2) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (rest == "Ei") return value * 0x1p60;
  const auto suffix = std::find_if(suffixes.begin(), suffixes.end(), [&](const auto& known) { return known.first == rest; });
  return suffix == suffixes.end() ? std::nullopt : std::optional(value * suffix->second);
}

std::optional<double> postgres_size(std::string_view text) {
  if (is_integer(text)) return quantity(std::string(text) + "Mi");
  if (!text.ends_with('B')) return std::nullopt;
  std::string value(text.substr(0, text.size() - 1));
  std::erase(value, ' ');
  if (is_integer(value)) return quantity(value);
  if (value.ends_with('k')) value.back() = 'K';
  return quantity(value + "i");
}

std::optional<bool> postgres_boolean(std::string_view text) {
  constexpr std::array<std::string_view, 9> on{"1", "on", "y", "ye", "yes", "t", "tr", "tru", "true"};
  constexpr std::array<std::string_view, 10> off{"0", "of", "off", "n", "no", "f", "fa", "fal", "fals", "false"};
  const std::string word = text::lower(text);
  if (std::find(on.begin(), on.end(), word) != on.end()) return true;
  if (std::find(off.begin(), off.end(), word) != off.end()) return false;
  return std::nullopt;
}

bool is_retention_policy(std::string_view text) {
  if (text.size() < 2 || text.front() == '0') return false;
  const char unit = text.back();
  return (unit == 'd' || unit == 'w' || unit == 'm') && is_integer(text.substr(0, text.size() - 1));
}

bool is_go_duration(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return true;
  if (text.empty()) return false;
  while (!text.empty()) {
    const std::size_t number = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view digits = text.substr(0, number);
    if (std::count(digits.begin(), digits.end(), '.') > 1 || !std::any_of(digits.begin(), digits.end(), is_digit)) return false;
    text.remove_prefix(number);
    const std::string_view unit = text.substr(0, text.find_first_of("0123456789."));
    constexpr std::array<std::string_view, 8> units{"ns", "us", "µs", "μs", "ms", "s", "m", "h"};
    if (std::find(units.begin(), units.end(), unit) == units.end()) return false;
    text.remove_prefix(unit.size());
  }
  return true;
}

}  // namespace safeops::rules
