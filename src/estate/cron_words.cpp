#include "estate/cron.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace safeops {
namespace {

constexpr std::array<std::string_view, 12> month_names{"January", "February", "March",     "April",   "May",      "June",
                                                       "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> day_names{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

// A part of the clock: its name, and how many values it has.
struct Unit {
  std::string_view name;
  std::size_t values;
};
constexpr Unit second_unit{"second", 60};
constexpr Unit minute_unit{"minute", 60};
constexpr Unit hour_unit{"hour", 24};

constexpr std::string_view plural_end(std::size_t count) {
  return count == 1 ? "" : "s";
}

std::size_t count(std::uint64_t set) {
  return static_cast<std::size_t>(std::popcount(set));
}

std::vector<unsigned> values_in(std::uint64_t set) {
  std::vector<unsigned> values;
  for (unsigned value = 0; value < 64; ++value)
    if (set >> value & 1) values.push_back(value);
  return values;
}

template <typename Print>
std::string listed(const std::vector<unsigned>& values, Print print) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += i + 1 == values.size() ? " and " : ", ";
    text += print(values[i]);
  }
  return text;
}

std::string number(unsigned value) {
  return fmt::format("{}", value);
}

bool is_run(const std::vector<unsigned>& values) {
  return values.size() > 2 && values.back() - values.front() + 1 == values.size();
}

// "second 0", "minutes 0, 15, 30 and 45", "hours 8 to 17", "every hour".
std::string part(std::uint64_t set, const Unit& unit) {
  const std::vector<unsigned> values = values_in(set);
  if (values.size() == unit.values) return fmt::format("every {}", unit.name);
  if (is_run(values)) return fmt::format("{}s {} to {}", unit.name, values.front(), values.back());
  return fmt::format("{}{} {}", unit.name, plural_end(values.size()), listed(values, number));
}

std::string clock_times(const CronSchedule& schedule) {
  const unsigned minute = static_cast<unsigned>(std::countr_zero(schedule.minute));
  const unsigned second = static_cast<unsigned>(std::countr_zero(schedule.second));
  const std::string seconds = second > 0 ? fmt::format(":{:02}", second) : std::string();
  const std::string times =
      listed(values_in(schedule.hour), [&](unsigned hour) { return fmt::format("{:02}:{:02}{}", hour, minute, seconds); });
  return fmt::format("at {} UTC", times);
}

bool has_clock_times(const CronSchedule& schedule) {
  return count(schedule.second) == 1 && count(schedule.minute) == 1 && count(schedule.hour) <= 4;
}

std::string time_of_day(const CronSchedule& schedule) {
  if (has_clock_times(schedule)) return clock_times(schedule);
  const bool every_hour = count(schedule.hour) == hour_unit.values;
  const bool every_minute = every_hour && count(schedule.minute) == minute_unit.values;
  if (every_minute && count(schedule.second) == second_unit.values) return "every second";
  std::string text = fmt::format("at {} of {}", part(schedule.second, second_unit), part(schedule.minute, minute_unit));
  if (!every_minute) text += fmt::format(" of {}", part(schedule.hour, hour_unit));
  return text;
}

std::string day_name(unsigned day) {
  return std::string(day_names[day]);
}

// "on Sunday", "from Monday to Friday".
std::string weekdays(std::uint64_t set) {
  const std::vector<unsigned> values = values_in(set);
  if (is_run(values)) return fmt::format("from {} to {}", day_names[values.front()], day_names[values.back()]);
  return "on " + listed(values, day_name);
}

std::string days(const CronSchedule& schedule) {
  std::string text;
  if (!schedule.any_day_of_month) {
    const std::vector<unsigned> values = values_in(schedule.day_of_month);
    text = fmt::format("on day{} {} of the month", plural_end(values.size()), listed(values, number));
  }
  if (!schedule.any_day_of_week) {
    if (!text.empty()) text += " or ";  // with both restricted, either one is enough
    text += weekdays(schedule.day_of_week);
  }
  if (count(schedule.month) != month_names.size()) {
    if (!text.empty()) text += ' ';
    text += "in " + listed(values_in(schedule.month), [](unsigned month) { return std::string(month_names[month - 1]); });
  }
  return text;
}

}  // namespace

std::string CronSchedule::describe() const {
  if (every > 0) return fmt::format("every {}", text::format_duration(every));
  const std::string on = days(*this);
  const std::string at = time_of_day(*this);
  if (!on.empty()) return fmt::format("{} {}", at, on);
  return has_clock_times(*this) ? fmt::format("every day {}", at) : at;
}

std::size_t CronSchedule::runs_per_day() const {
  constexpr text::Seconds day = 24 * 3600;
  if (every > 0) return static_cast<std::size_t>(std::max<text::Seconds>(day / every, 1));
  return count(second) * count(minute) * count(hour);
}

}  // namespace safeops
