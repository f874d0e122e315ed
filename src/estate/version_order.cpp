#include "estate/version_order.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

namespace safeops {
namespace {

struct Version {
  std::vector<std::uint64_t> numbers;
  bool before_release = false;  // 1.4.0-rc.1
};

std::optional<Version> parse(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  Version version;
  while (version.numbers.size() < 8) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return {};
    version.numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  if (!text.empty() && text.front() != '-' && text.front() != '+') return {};
  version.before_release = text.starts_with('-');
  while (!version.numbers.empty() && version.numbers.back() == 0) version.numbers.pop_back();
  return version;
}

}  // namespace

std::optional<std::weak_ordering> compare_versions(std::string_view one, std::string_view other) {
  const auto left = parse(one);
  const auto right = parse(other);
  if (!left || !right) return {};
  const auto order = std::lexicographical_compare_three_way(left->numbers.begin(), left->numbers.end(), right->numbers.begin(),
                                                            right->numbers.end());
  if (order != 0) return order;
  return right->before_release <=> left->before_release;
}

}  // namespace safeops
