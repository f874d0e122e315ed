#include "text/letter_case.hpp"

#include <algorithm>

namespace safeops::text {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& letter : result) letter = lower(letter);
  return result;
}

bool same_ignoring_case(std::string_view one, std::string_view two) {
  return std::equal(one.begin(), one.end(), two.begin(), two.end(), [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace safeops::text
