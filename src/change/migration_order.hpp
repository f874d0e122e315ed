#pragma once

#include <string_view>

namespace safeops {

// Whether the migration of one name runs before that of the other: 2 before 10, 1.9 before 1.10, the rest byte by byte; Flyway's
// by their versions, repeatable ones last. Sqitch's names tell no order.
bool comes_before(std::string_view a, std::string_view b);

}  // namespace safeops
