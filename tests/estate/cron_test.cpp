#include "estate/cron.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "estate/retention.hpp"

namespace safeops {
namespace {

std::string meaning(std::string_view text) {
  const CronReading reading = parse_cron(text);
  return reading.schedule ? reading.schedule->describe() : reading.error;
}

TEST(Cron, SixFieldsStartWithTheSecond) {
  EXPECT_EQ(meaning("0 0 3 * * *"), "every day at 03:00 UTC");
  EXPECT_EQ(meaning("30 15 3,15 * * *"), "every day at 03:15:30 and 15:15:30 UTC");
  EXPECT_EQ(meaning("0 0 2 * * SUN"), "at 02:00 UTC on Sunday");
  EXPECT_EQ(meaning("0 0 2 1,15 JAN-MAR *"), "at 02:00 UTC on days 1 and 15 of the month in January, February and March");
  EXPECT_EQ(meaning("0 0 2 1 * mon"), "at 02:00 UTC on day 1 of the month or on Monday");
}

TEST(Cron, FiveFieldsAreNotACrontab) {
  EXPECT_EQ(meaning("0 3 * * *"), "at second 0 of minute 3 of every hour");
  EXPECT_EQ(meaning("42 6 * * *"), "at second 42 of minute 6 of every hour");
  EXPECT_EQ(meaning("*/15 * * * *"), "at seconds 0, 15, 30 and 45 of every minute");
  EXPECT_EQ(meaning("* * * * *"), "every second");
  EXPECT_EQ(meaning("0 0 3 * *"), "every day at 03:00 UTC");
  EXPECT_EQ(meaning("0 1 * * 0"), "month 0 is below 1");
  EXPECT_EQ(parse_cron("0 3 * * *").schedule->runs_per_day(), 24U);
  EXPECT_EQ(parse_cron("*/15 * * * *").schedule->runs_per_day(), 4U * 60 * 24);
}

TEST(Cron, Descriptors) {
  EXPECT_EQ(meaning("@daily"), "every day at 00:00 UTC");
  EXPECT_EQ(meaning("@weekly"), "at 00:00 UTC on Sunday");
  EXPECT_EQ(meaning("@every 12h"), "every 12h");
  EXPECT_EQ(parse_cron("@every 12h").schedule->runs_per_day(), 2U);
  EXPECT_EQ(parse_cron("@daily").schedule->fields, 0U);
  EXPECT_EQ(meaning("@sometimes"), "`@sometimes` is no known descriptor");
  EXPECT_EQ(meaning("@every soon"), "`soon` is no duration");
}

TEST(Cron, IntervalsAreDurationsOfGo) {
  EXPECT_EQ(meaning("@every 1.5h"), "every 1h 30m");
  EXPECT_EQ(meaning("@every 90m30m"), "every 2h");
  EXPECT_EQ(meaning("@every 300ms"), "every 1s");
  EXPECT_EQ(meaning("@every -5m"), "every 1s");
  for (const char* bad : {"", "1d", "5", ".h", "1h2", "9999999999999999999h", "3000000h"})
    EXPECT_EQ(meaning(fmt::format("@every {}", bad)), fmt::format("`{}` is no duration", bad));
}

std::string runs_after(const CronSchedule& schedule, std::string_view start) {
  std::string text(start);
  for (const text::Seconds run : next_runs({schedule}, *text::parse_time(start), 4)) text += ' ' + text::format_time(run);
  return text;
}

std::string runs(const std::string& schedule) {
  const CronReading reading = parse_cron(schedule);
  if (!reading.schedule) return schedule + "\trefused";
  return fmt::format("{}\t{}\t{}", schedule, runs_after(*reading.schedule, "2026-02-27T23:30:15Z"),
                     runs_after(*reading.schedule, "2027-12-31T23:59:59Z"));
}

// The lines are written by tests/oracle/cron, with the operator's own parser.
TEST(Cron, RunsWhenTheOperatorRunsIt) {
  std::ifstream recorded(SAFEOPS_ROOT "/tests/oracle/cron/runs.txt");
  std::size_t count = 0;
  for (std::string line; std::getline(recorded, line); ++count) EXPECT_EQ(runs(line.substr(0, line.find('\t'))), line);
  EXPECT_GE(count, 30U);
}

TEST(Cron, SchedulesBesideEachOther) {
  const std::vector<CronSchedule> both{*parse_cron("0 0 3 * * 1-5").schedule, *parse_cron("0 0 4 * * 0,6").schedule};
  const auto found = next_runs(both, *text::parse_time("2026-02-27T00:00:00Z"), 3);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(text::format_time(found[1]), "2026-02-28T04:00:00Z");
  EXPECT_TRUE(next_runs({}, 0, 3).empty());
}

TEST(Cron, RangesListsAndSteps) {
  EXPECT_EQ(meaning("0 0 8-17 * * 1-5"), "at second 0 of minute 0 of hours 8 to 17 from Monday to Friday");
  EXPECT_EQ(meaning("0 50/5 2 * * ?"), "at second 0 of minutes 50 and 55 of hour 2");
}

TEST(Cron, SaysWhatIsWrong) {
  EXPECT_EQ(meaning(""), "it has 0 fields, not six");
  EXPECT_EQ(meaning("0 3 * *"), "it has 4 fields, not six");
  EXPECT_EQ(meaning("0 0 0 3 * * *"), "it has 7 fields, not six");
  EXPECT_EQ(meaning("60 0 3 * * *"), "second 60 is above 59");
  EXPECT_EQ(meaning("0 0 3 * * 7"), "day of week 7 is above 6");
  EXPECT_EQ(meaning("0 30-10 3 * * *"), "minute range 30-10 runs backwards");
  EXPECT_EQ(meaning("0 */0 3 * * *"), "minute has a step of 0");
  EXPECT_EQ(meaning("0 a 3 * * *"), "`a` is no minute");
  EXPECT_EQ(meaning("0 1-2-3 3 * * *"), "`1-2-3` is no minute");
  EXPECT_EQ(meaning("0 4294967296 3 * * *"), "`4294967296` is no minute");
  EXPECT_EQ(meaning("0 , 3 * * *"), "`,` is no minute");
  EXPECT_EQ(meaning("0 - 3 * * *"), "`-` is no minute");
}

TEST(Cron, CountsFields) {
  EXPECT_EQ(count_cron_fields("0 1 * * 0"), 5U);
  EXPECT_EQ(count_cron_fields(" 0\t0 3 * * * "), 6U);
  EXPECT_EQ(count_cron_fields("@every 1h"), 0U);
  EXPECT_EQ(count_cron_fields(""), 0U);
}

TEST(Cron, SixFieldsForACrontab) {
  EXPECT_EQ(crontab_to_six_fields("0 3 * * *"), "0 0 3 * * *");
  EXPECT_EQ(crontab_to_six_fields(" 0 1 *  * 0 "), "0 0 1 * * 0");
  EXPECT_EQ(crontab_to_six_fields("0 1 * * 7"), "0 0 1 * * 0");
  EXPECT_EQ(crontab_to_six_fields("0 1 * * 5-7"), "0 0 1 * * 5-6,0");
  EXPECT_EQ(crontab_to_six_fields("0 1 * * 1,7"), "0 0 1 * * 1,0");
  EXPECT_EQ(crontab_to_six_fields("0 25 * * *"), std::nullopt);
  EXPECT_EQ(crontab_to_six_fields("0 0 3 * * *"), std::nullopt);
}

TEST(Retention, DaysWeeksMonths) {
  constexpr text::Seconds day = 24 * 3600;
  EXPECT_EQ(parse_retention("30d"), 30 * day);
  EXPECT_EQ(parse_retention("2w"), 14 * day);
  EXPECT_EQ(parse_retention("1m"), 31 * day);
  for (const char* bad : {"", "d", "0d", "07d", "30", "30h", "-1d", "99999999d", "1.5d"})
    EXPECT_EQ(parse_retention(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace safeops
