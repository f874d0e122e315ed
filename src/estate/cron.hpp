#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/time.hpp"

namespace safeops {

// A schedule as the CNPG operator reads `ScheduledBackup.spec.schedule` (robfig/cron v1.2.0, parser.go): second, minute, hour,
// day of month, month and, optionally, day of week; or a descriptor such as `@daily` or `@every 12h`. Five fields are therefore
// not crontab(5): the first one is the second, and the day of week is the one left out.
struct CronSchedule {
  std::uint64_t second = 0;  // bit n is set when value n matches; likewise below
  std::uint64_t minute = 0;
  std::uint64_t hour = 0;
  std::uint64_t day_of_month = 0;
  std::uint64_t month = 0;
  std::uint64_t day_of_week = 0;  // 0 is Sunday
  bool any_day_of_month = true;   // written `*` or `?`
  bool any_day_of_week = true;
  std::size_t fields = 0;   // how many were written; 0 for a descriptor
  text::Seconds every = 0;  // `@every`: the interval; the sets above are empty then

  // In plain words: "every day at 03:00 UTC", "at second 0 of minute 3 of every hour".
  [[nodiscard]] std::string describe() const;
  // How often it fires on a day on which it fires.
  [[nodiscard]] std::size_t runs_per_day() const;
  // The first time it fires after this one, by a clock in UTC, as that of the operator is. As the operator, gives up after the
  // fifth year that follows. `@every` counts from here: only the operator knows when it counted last.
  [[nodiscard]] std::optional<text::Seconds> next_after(text::Seconds time) const;
};

// What a text means, or why CNPG rejects it. Exactly one of the two is set.
struct CronReading {
  std::optional<CronSchedule> schedule;
  std::string error;  // one clause: "month 0 is below 1"
};
CronReading parse_cron(std::string_view text);
std::size_t count_cron_fields(std::string_view text);  // 0 for a descriptor

// The next `most` times after this one when all of these schedules are followed; fewer when there are no more.
std::vector<text::Seconds> next_runs(const std::vector<CronSchedule>& schedules, text::Seconds time, std::size_t most);

// The longest time between two runs when all of these schedules are followed: of the years 2024 to 2027, to the minute. None when
// nothing ever runs.
std::optional<text::Seconds> longest_gap(const std::vector<CronSchedule>& schedules);

// The six fields that say what crontab(5) would read in these five: second 0 in front, Sunday as 0. None when the text has not
// five fields or means nothing that way either.
std::optional<std::string> crontab_to_six_fields(std::string_view five_fields);

}  // namespace safeops
