#include <algorithm>
#include <bitset>
#include <chrono>

#include "estate/cron.hpp"

namespace safeops {
namespace {

constexpr std::size_t minutes_of_day = 24 * 60;
using Minutes = std::bitset<minutes_of_day>;
constexpr text::Seconds day_length = 24 * 3600;

bool holds(std::uint64_t set, std::size_t value) {
  return (set >> value & 1) != 0;
}

Minutes minutes_of(const CronSchedule& schedule) {
  Minutes minutes;
  for (std::size_t i = 0; i < minutes_of_day; ++i)
    if (schedule.second != 0 && holds(schedule.minute, i % 60) && holds(schedule.hour, i / 60)) minutes.set(i);
  return minutes;
}

// robfig/cron v1.2.0, spectime.go, dayMatches: with `*` in one of the two day fields the other decides, else either is enough.
bool runs_on(const CronSchedule& schedule, std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  if (!holds(schedule.month, static_cast<unsigned>(date.month()))) return false;
  const bool of_month = holds(schedule.day_of_month, static_cast<unsigned>(date.day()));
  const bool of_week = holds(schedule.day_of_week, std::chrono::weekday{day}.c_encoding());
  return schedule.any_day_of_month || schedule.any_day_of_week ? of_month && of_week : of_month || of_week;
}

// The first second of a day, from `from` on, at which it fires on a day that it runs on.
std::optional<text::Seconds> first_of_day(const CronSchedule& schedule, text::Seconds from) {
  for (text::Seconds at = from; at < day_length;) {
    if (!holds(schedule.hour, static_cast<std::size_t>(at / 3600))) {
      at = (at / 3600 + 1) * 3600;
    } else if (!holds(schedule.minute, static_cast<std::size_t>(at / 60 % 60))) {
      at = (at / 60 + 1) * 60;
    } else if (!holds(schedule.second, static_cast<std::size_t>(at % 60))) {
      ++at;
    } else {
      return at;
    }
  }
  return {};
}

struct Runs {
  std::optional<std::size_t> last;
  std::size_t longest = 0;  // in minutes, between two runs

  void add(std::size_t minute) {
    if (last) longest = std::max(longest, minute - *last);
    last = minute;
  }
};

}  // namespace

std::optional<text::Seconds> CronSchedule::next_after(text::Seconds time) const {
  if (every > 0) return time + every;
  const std::chrono::sys_seconds start{std::chrono::seconds(time + 1)};
  const auto first_day = std::chrono::floor<std::chrono::days>(start);
  const std::chrono::year last_year = std::chrono::year_month_day{first_day}.year() + std::chrono::years(5);
  text::Seconds from = (start - first_day).count();
  for (auto day = first_day; day <= std::chrono::sys_days{last_year / 12 / 31}; day += std::chrono::days(1)) {
    const auto found = runs_on(*this, day) ? first_of_day(*this, from) : std::nullopt;
    if (found) return day.time_since_epoch().count() * day_length + *found;
    from = 0;
  }
  return {};
}

std::vector<text::Seconds> next_runs(const std::vector<CronSchedule>& schedules, text::Seconds time, std::size_t most) {
  std::vector<text::Seconds> runs;
  while (runs.size() < most) {
    std::optional<text::Seconds> next;
    for (const CronSchedule& schedule : schedules)
      if (const auto run = schedule.next_after(time); run && (!next || *run < *next)) next = run;
    if (!next) break;
    runs.push_back(*next);
    time = *next;
  }
  return runs;
}

std::optional<text::Seconds> longest_gap(const std::vector<CronSchedule>& schedules) {
  constexpr std::chrono::sys_days start{std::chrono::year{2024} / 1 / 1};
  constexpr std::size_t days = 4 * 365 + 1;
  std::vector<Minutes> minutes;
  std::optional<text::Seconds> every;
  for (const CronSchedule& schedule : schedules) {
    minutes.push_back(minutes_of(schedule));
    if (schedule.every > 0) every = std::min(every.value_or(schedule.every), schedule.every);
  }
  Runs runs;
  for (std::size_t day = 0; day < days; ++day) {
    Minutes today;
    for (std::size_t i = 0; i < schedules.size(); ++i)
      if (runs_on(schedules[i], start + std::chrono::days(day))) today |= minutes[i];
    for (std::size_t minute = today._Find_first(); minute < minutes_of_day; minute = today._Find_next(minute))
      runs.add(day * minutes_of_day + minute);
  }
  if (!runs.last) return every;
  const std::size_t longest = runs.longest > 0 ? runs.longest : days * minutes_of_day;  // one run is all there is
  const auto gap = static_cast<text::Seconds>(longest) * 60;
  return every ? std::min(*every, gap) : gap;
}

}  // namespace safeops
