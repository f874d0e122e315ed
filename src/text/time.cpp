#include "text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace safeops::text {
namespace {

constexpr Seconds minute = 60;
constexpr Seconds hour = 60 * minute;
constexpr Seconds day = 24 * hour;
constexpr Seconds week = 7 * day;

constexpr Seconds first_time = -62'167'219'200;  // 0000-01-01T00:00:00Z
constexpr Seconds last_time = 253'402'300'799;   // 9999-12-31T23:59:59Z

// Longer is a slip of the pen; the bound keeps sums of times and durations far from overflow.
constexpr Seconds longest_duration = 100 * 366 * day;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads fixed-width fields from the front of a text; a field that does not fit makes the whole text bad.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  int number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= rest_.size() || !is_digit(rest_[i])) return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  int number_at_most(std::size_t digits, int most) {
    const int value = number(digits);
    return value > most ? fail() : value;
  }

  // Takes one character out of `allowed`.
  char any_of(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) return static_cast<char>(fail());
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }

  void fraction() {
    if (!rest_.starts_with('.')) return;
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789", 1), rest_.size());
    if (end == 1) fail();
    rest_.remove_prefix(end);
  }

  [[nodiscard]] bool complete() const { return !failed_ && rest_.empty(); }

 private:
  int fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

std::optional<Seconds> day_start(Fields& fields) {
  const std::chrono::year year{fields.number(4)};
  fields.any_of("-");
  const std::chrono::month month{static_cast<unsigned>(fields.number(2))};
  fields.any_of("-");
  const std::chrono::day day_of_month{static_cast<unsigned>(fields.number(2))};
  const std::chrono::year_month_day date{year, month, day_of_month};
  if (!date.ok()) return {};
  return Seconds{std::chrono::sys_days{date}.time_since_epoch().count()} * day;
}

Seconds time_of_day(Fields& fields) {
  const int hours = fields.number_at_most(2, 23);
  fields.any_of(":");
  const int minutes = fields.number_at_most(2, 59);
  fields.any_of(":");
  const int seconds = fields.number_at_most(2, 60);  // 60: a leap second
  fields.fraction();
  return hours * hour + minutes * minute + seconds;
}

Seconds zone_offset(Fields& fields) {
  const char sign = fields.any_of("Zz+-");
  if (sign != '+' && sign != '-') return 0;
  const int hours = fields.number_at_most(2, 23);
  fields.any_of(":");
  const Seconds offset = hours * hour + fields.number_at_most(2, 59) * minute;
  return sign == '-' ? -offset : offset;
}

struct Unit {
  char letter;
  Seconds length;
};

// From the largest to the smallest: a duration names each at most once, in this order.
constexpr std::array<Unit, 5> units{{{'w', week}, {'d', day}, {'h', hour}, {'m', minute}, {'s', 1}}};

}  // namespace

std::optional<Seconds> parse_time(std::string_view rfc3339) {
  Fields fields(rfc3339);
  const std::optional<Seconds> start = day_start(fields);
  fields.any_of("Tt");
  const Seconds since_midnight = time_of_day(fields);
  const Seconds offset = zone_offset(fields);
  if (!start || !fields.complete()) return {};
  return *start + since_midnight - offset;
}

std::string format_time(Seconds time) {
  const Seconds inside = std::clamp(time, first_time, last_time);
  const std::chrono::sys_seconds point{std::chrono::seconds{inside}};
  const auto midnight = std::chrono::floor<std::chrono::days>(point);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss clock{point - midnight};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int{date.year()}, unsigned{date.month()}, unsigned{date.day()},
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<Seconds> parse_day(std::string_view day) {
  Fields fields(day);
  const std::optional<Seconds> start = day_start(fields);
  return fields.complete() ? start : std::nullopt;
}

std::optional<Seconds> parse_duration(std::string_view text) {
  Seconds total = 0;
  auto unit = units.begin();
  while (!text.empty()) {
    Seconds amount = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && is_digit(text[digits]); ++digits) {
      amount = amount * 10 + (text[digits] - '0');
      if (amount > longest_duration) return {};
    }
    if (digits == 0 || digits == text.size()) return {};
    unit = std::find_if(unit, units.end(), [&](const Unit& candidate) { return candidate.letter == text[digits]; });
    if (unit == units.end() || amount > longest_duration / unit->length) return {};
    total += amount * unit->length;
    ++unit;
    text.remove_prefix(digits + 1);
  }
  if (total <= 0 || total > longest_duration) return {};
  return total;
}

std::string format_duration(Seconds length) {
  std::string text = length < 0 ? "-" : "";
  auto rest = length < 0 ? 0 - static_cast<std::uint64_t>(length) : static_cast<std::uint64_t>(length);
  if (rest == 0) return "0s";
  int shown = 0;
  for (auto unit = units.begin() + 1; unit != units.end() && shown < 2; ++unit) {  // not in weeks
    const auto unit_length = static_cast<std::uint64_t>(unit->length);
    const std::uint64_t amount = rest / unit_length;
    rest %= unit_length;
    if (amount == 0) continue;
    text += fmt::format("{}{}{}", shown == 0 ? "" : " ", amount, unit->letter);
    ++shown;
  }
  return text;
}

}  // namespace safeops::text
