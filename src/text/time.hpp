#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace safeops::text {

using Seconds = std::int64_t;  // since 1970-01-01T00:00:00Z, or a length of time

// RFC 3339 with a zone (`2026-01-05T10:00:00Z`, `...+01:00`, fractions cut off). None for anything else.
std::optional<Seconds> parse_time(std::string_view rfc3339);
std::string format_time(Seconds time);  // 2026-01-05T10:00:00Z
// A calendar day `YYYY-MM-DD`: its first second, UTC.
std::optional<Seconds> parse_day(std::string_view day);

// `90m`, `24h`, `30d`, also `1h30m`, `45s`, `2w`. None for anything else, zero or negative.
std::optional<Seconds> parse_duration(std::string_view text);
std::string format_duration(
    Seconds length);  // the two largest units that are not zero: `1d 6h`, `24h` is `1d`, `90s` is `1m 30s`

}  // namespace safeops::text
