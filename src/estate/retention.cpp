#include "estate/retention.hpp"

namespace safeops {
namespace {

constexpr text::Seconds day = 24 * 3600;

text::Seconds unit_length(char unit) {
  switch (unit) {
    case 'd':
      return day;
    case 'w':
      return 7 * day;
    case 'm':
      return 31 * day;
  }
  return 0;
}

}  // namespace

std::optional<text::Seconds> parse_retention(std::string_view policy) {
  if (policy.size() < 2 || policy.size() > 7 || policy.front() == '0') return std::nullopt;
  text::Seconds count = 0;
  for (const char digit : policy.substr(0, policy.size() - 1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    count = count * 10 + (digit - '0');
  }
  const text::Seconds length = unit_length(policy.back());
  return length > 0 ? std::optional(count * length) : std::nullopt;
}

}  // namespace safeops
