#pragma once

#include <string>
#include <string_view>

namespace safeops::text {

// ASCII letters only, whatever the locale; every other byte stays as it is.
constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}
std::string lower(std::string_view text);

bool same_ignoring_case(std::string_view one, std::string_view two);

}  // namespace safeops::text
