#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace safeops {

// A duration as Go's time.ParseDuration reads it, in nanoseconds: `1h30m`, `1.5h`, `-300ms`; no days. None for anything else, and
// for what does not fit.
std::optional<std::int64_t> parse_go_duration(std::string_view text);

}  // namespace safeops
