#pragma once

#include <optional>
#include <string_view>

#include "text/time.hpp"

namespace safeops {

// A CNPG retention policy (`^[1-9][0-9]*[dwm]$`: days, weeks, months; barman counts a month as 31 days). None for anything else.
std::optional<text::Seconds> parse_retention(std::string_view policy);

}  // namespace safeops
