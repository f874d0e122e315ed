#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace safeops {

// Which of two versions is the newer, by the numbers they begin with: 1.4.0, v1.4, 1.4.0-rc.1 (before 1.4.0, as Semantic
// Versioning 2.0.0 has it). None where one of them does not begin with a number.
std::optional<std::weak_ordering> compare_versions(std::string_view one, std::string_view other);

}  // namespace safeops
