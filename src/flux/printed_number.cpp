#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "flux/printed_scalar.hpp"

namespace safeops::flux {
namespace {

std::string without_underscores(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '_');
  return plain;
}

struct Whole {
  bool negative = false;
  std::uint64_t magnitude = 0;
};

// Go's integers: 0x, 0o, 0b, and a leading zero for octal.
std::optional<Whole> read_whole(std::string_view text) {
  Whole whole;
  if (text.starts_with('+') || text.starts_with('-')) {
    whole.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  int base = 10;
  if (text.size() > 1 && text.front() == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  const char* end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, whole.magnitude, base);
  if (text.empty() || failure != std::errc{} || stopped != end) return {};
  if (whole.negative && whole.magnitude > std::uint64_t{1} << 63) return {};
  return whole;
}

std::optional<double> read_double(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stopped != end || !std::isfinite(value)) return {};
  return value;
}

std::string shortest(double value, std::chars_format format) {
  std::array<char, 400> buffer{};
  const auto [end, failure] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
  return failure == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::string printed_double(double value) {
  constexpr double largest_written_out = 1e21;
  if (value == std::trunc(value) && std::abs(value) < largest_written_out) return fmt::format("{:.0f}", value + 0.0);
  return shortest(value, std::chars_format::general);
}

}  // namespace

std::optional<std::string> printed_number(std::string_view text) {
  const std::string plain = without_underscores(text);
  if (const auto whole = read_whole(plain))
    return fmt::format("{}{}", whole->negative && whole->magnitude != 0 ? "-" : "", whole->magnitude);
  if (const auto value = read_double(plain)) return printed_double(*value);
  return {};
}

std::string patched_number(std::string_view text) {
  const auto printed = printed_number(text);
  const auto value = printed ? read_double(*printed) : std::nullopt;
  if (!value) return std::string(text);
  const std::string scientific = shortest(*value, std::chars_format::scientific);
  int exponent = 0;
  const std::size_t mark = scientific.find('e');
  const std::size_t digits = scientific[mark + 1] == '+' ? mark + 2 : mark + 1;
  std::from_chars(scientific.data() + digits, scientific.data() + scientific.size(), exponent);
  constexpr int first_written_as_such = 6;
  if (*value == 0 || (exponent >= -4 && exponent < first_written_as_such)) return shortest(*value, std::chars_format::fixed);
  return scientific;
}

}  // namespace safeops::flux
