#include "estate/go_duration.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace safeops {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};
// The micro sign and the Greek letter are two characters. What starts like another comes first.
constexpr std::array<Unit, 8> units{{{"ns", 1},
                                     {"us", 1'000},
                                     {"\u00b5s", 1'000},
                                     {"\u03bcs", 1'000},
                                     {"ms", 1'000'000},
                                     {"s", 1'000'000'000},
                                     {"m", 60'000'000'000},
                                     {"h", 3'600'000'000'000}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

const Unit* take_unit(std::string_view& text) {
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& one) { return text.starts_with(one.name); });
  if (unit == units.end()) return nullptr;
  text.remove_prefix(unit->name.size());
  return &*unit;
}

std::optional<std::int64_t> whole(std::string_view digits, std::int64_t unit) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::int64_t value = 0;
  for (const char digit : digits) {
    if (value > (largest - 9) / 10) return {};
    value = value * 10 + (digit - '0');
  }
  return value > largest / unit ? std::nullopt : std::optional(value * unit);
}

std::int64_t fraction(std::string_view digits, std::int64_t unit) {
  double value = 0;
  double scale = 1;
  for (const char digit : digits.substr(0, 18)) value = value * 10 + (digit - '0'), scale *= 10;
  return static_cast<std::int64_t>(value * (static_cast<double>(unit) / scale));
}

// One number with its unit: `1.5h`.
std::optional<std::int64_t> take_part(std::string_view& text) {
  const std::string_view before = take_digits(text);
  std::string_view after;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    after = take_digits(text);
  }
  if (before.empty() && after.empty()) return {};
  const Unit* unit = take_unit(text);
  if (!unit) return {};
  const auto value = whole(before, unit->nanoseconds);
  if (!value) return {};
  return *value > std::numeric_limits<std::int64_t>::max() - unit->nanoseconds
             ? std::nullopt
             : std::optional(*value + fraction(after, unit->nanoseconds));
}

}  // namespace

std::optional<std::int64_t> parse_go_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return {};
  std::int64_t total = 0;
  while (!text.empty()) {
    const auto part = take_part(text);
    if (!part || *part > std::numeric_limits<std::int64_t>::max() - total) return {};
    total += *part;
  }
  return negative ? -total : total;
}

}  // namespace safeops
