#include "text/time.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace safeops::text {
namespace {

TEST(ParseTime, ReadsRfc3339) {
  EXPECT_EQ(parse_time("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_time("2026-01-05T10:00:00Z"), 1'767'607'200);
  EXPECT_EQ(parse_time("2026-01-05T11:00:00+01:00"), 1'767'607'200);
  EXPECT_EQ(parse_time("2026-01-05t04:30:00.999999-05:30"), 1'767'607'200);
  EXPECT_EQ(parse_time("2024-02-29T23:59:60z"), parse_time("2024-03-01T00:00:00Z"));
}

TEST(ParseTime, RefusesEverythingElse) {
  for (const char* text :
       {"", "2026-01-05", "2026-01-05T10:00:00", "2026-01-05 10:00:00Z", "2026-1-5T10:00:00Z", "2026-02-29T10:00:00Z",
        "2026-13-01T10:00:00Z", "2026-00-01T10:00:00Z", "2026-01-05T24:00:00Z", "2026-01-05T10:60:00Z", "2026-01-05T10:00:61Z",
        "2026-01-05T10:00:00.Z", "2026-01-05T10:00:00+0100", "2026-01-05T10:00:00+24:00", "2026-01-05T10:00:00Zx",
        " 2026-01-05T10:00:00Z", "2026-01-05T10:00:00+01:", "-026-01-05T10:00:00Z"})
    EXPECT_FALSE(parse_time(text)) << text;
}

TEST(FormatTime, IsTheInverseInUtc) {
  EXPECT_EQ(format_time(1'767'607'200), "2026-01-05T10:00:00Z");
  EXPECT_EQ(format_time(-1), "1969-12-31T23:59:59Z");
}

TEST(FormatTime, StaysInFourDigitYears) {
  EXPECT_EQ(format_time(std::numeric_limits<Seconds>::max()), "9999-12-31T23:59:59Z");
  EXPECT_EQ(format_time(std::numeric_limits<Seconds>::min()), "0000-01-01T00:00:00Z");
}

TEST(ParseDay, ReadsItsFirstSecond) {
  EXPECT_EQ(parse_day("2026-01-05"), 1'767'571'200);
  EXPECT_FALSE(parse_day("2026-02-30"));
  EXPECT_FALSE(parse_day("2026-01-05T00:00:00Z"));
  EXPECT_FALSE(parse_day(""));
}

TEST(ParseDuration, ReadsUnitsFromLargeToSmall) {
  EXPECT_EQ(parse_duration("90m"), 5400);
  EXPECT_EQ(parse_duration("24h"), 86'400);
  EXPECT_EQ(parse_duration("30d"), 2'592'000);
  EXPECT_EQ(parse_duration("1h30m"), 5400);
  EXPECT_EQ(parse_duration("45s"), 45);
  EXPECT_EQ(parse_duration("2w"), 1'209'600);
}

TEST(ParseDuration, RefusesEverythingElse) {
  for (const char* text : {"", "0", "0h", "24", "h", "-1h", "1.5h", "1h1h", "1m1h", "1y", " 1h", "1h ", "99999999999999999999s",
                           "9223372036854775807w", "1H", "+1h", "40000d"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(FormatDuration, ShowsTheTwoLargestUnits) {
  EXPECT_EQ(format_duration(30 * 3600), "1d 6h");
  EXPECT_EQ(format_duration(24 * 3600), "1d");
  EXPECT_EQ(format_duration(90), "1m 30s");
  EXPECT_EQ(format_duration(86'400 + 61), "1d 1m");
  EXPECT_EQ(format_duration(30 * 86'400), "30d");
  EXPECT_EQ(format_duration(0), "0s");
  EXPECT_EQ(format_duration(-90), "-1m 30s");
  EXPECT_EQ(format_duration(std::numeric_limits<Seconds>::min()), "-106751991167300d 15h");
}

}  // namespace
}  // namespace safeops::text
