#include <algorithm>

#include "text/source.hpp"

namespace safeops::text {
namespace {

constexpr std::uint32_t block = 1024;

std::uint32_t count_code_points(std::string_view text) {
  const auto begins_one = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; };
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), begins_one));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) {
  for (std::size_t i = text.find_first_of("\r\n"); i != std::string_view::npos; i = text.find_first_of("\r\n", i)) {
    const bool is_pair = text.substr(i, 2) == "\r\n";
    i += is_pair ? 2 : 1;
    starts_.push_back(static_cast<std::uint32_t>(i));
  }
  code_points_.reserve(text.size() / block + 1);
  std::uint32_t before = 0;
  for (std::size_t i = 0; i <= text.size(); i += block) {
    code_points_.push_back(before);
    before += count_code_points(text.substr(i, block));
  }
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

std::uint32_t LineIndex::offset_of(std::uint32_t line) const {
  return starts_[std::clamp<std::uint32_t>(line, 1, count()) - 1];
}

std::uint32_t LineIndex::code_points_before(std::string_view text, std::uint32_t offset) const {
  if (code_points_.empty()) return 0;
  const std::size_t nearest = std::min<std::size_t>(offset / block, code_points_.size() - 1);
  const std::size_t begin = std::min<std::size_t>(nearest * block, text.size());
  return code_points_[nearest] + count_code_points(text.substr(begin, offset - begin));
}

Position LineIndex::position(std::string_view text, std::uint32_t offset) const {
  const auto inside = static_cast<std::uint32_t>(std::min<std::size_t>(offset, text.size()));
  const std::uint32_t line = line_of(inside);
  return {line, code_points_before(text, inside) - code_points_before(text, offset_of(line)) + 1};
}

std::string_view LineIndex::line(std::string_view text, std::uint32_t line) const {
  const std::size_t begin = std::min<std::size_t>(offset_of(line), text.size());
  const std::size_t end = line < count() ? offset_of(line + 1) : text.size();
  std::string_view content = text.substr(begin, end - begin);
  if (content.ends_with('\n')) content.remove_suffix(1);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

}  // namespace safeops::text
