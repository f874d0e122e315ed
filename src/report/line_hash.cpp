#include "report/line_hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/report.hpp"
#include "text/utf8.hpp"

namespace safeops::report {
namespace {

constexpr std::size_t window = 100;
constexpr std::uint64_t base = 37;
constexpr char16_t end_of_file = 0xFFFF;
constexpr char16_t replacement = 0xFFFD;

constexpr std::uint64_t leaving_factor() {
  std::uint64_t factor = 1;
  for (std::size_t i = 0; i < window; ++i) factor *= base;
  return factor;
}

struct ByteRange {
  unsigned char lowest = 0x80;
  unsigned char highest = 0xBF;
};

// The second bytes that may follow a lead byte (Unicode, table 3-7).
ByteRange second_bytes(unsigned char lead) {
  if (lead == 0xE0) return {0xA0, 0xBF};
  if (lead == 0xED) return {0x80, 0x9F};
  if (lead == 0xF0) return {0x90, 0xBF};
  if (lead == 0xF4) return {0x80, 0x8F};
  return {};
}

std::size_t length_from_lead(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 1;
}

// How many bytes one U+FFFD stands for: as many as could still have begun a character (WHATWG Encoding's UTF-8 decoder).
std::size_t broken_length(std::string_view bytes, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(bytes[offset]);
  const std::size_t whole = length_from_lead(lead);
  ByteRange range = second_bytes(lead);
  std::size_t length = 1;
  for (; length < whole && offset + length < bytes.size(); ++length) {
    const auto byte = static_cast<unsigned char>(bytes[offset + length]);
    if (byte < range.lowest || byte > range.highest) break;
    range = {};
  }
  return length;
}

// What is hashed: no blanks, one LF for every line end, and where each line starts in it.
class Normalised {
 public:
  explicit Normalised(std::string_view bytes) {
    units_.reserve(bytes.size() + 1);
    for (std::size_t i = 0; i < bytes.size();) {
      const text::CodePoint here = text::decode_utf8(bytes, i);
      add_code_point(here.length == 0 ? replacement : here.value);
      i += here.length == 0 ? broken_length(bytes, i) : here.length;
    }
    append(end_of_file);
  }

  [[nodiscard]] std::uint64_t unit(std::size_t index) const { return index < units_.size() ? units_[index] : 0; }
  [[nodiscard]] const std::vector<std::uint32_t>& line_starts() const { return line_starts_; }

 private:
  void add_code_point(char32_t value) {
    if (value < 0x10000) return add(static_cast<char16_t>(value));
    add(static_cast<char16_t>(0xD800 + ((value - 0x10000) >> 10)));
    add(static_cast<char16_t>(0xDC00 + ((value - 0x10000) & 0x3FF)));
  }

  void add(char16_t unit) {
    const bool ends_crlf = unit == '\n' && after_carriage_return_;
    after_carriage_return_ = unit == '\r';
    if (unit == ' ' || unit == '\t' || ends_crlf) return;
    append(unit == '\r' ? u'\n' : unit);
  }

  void append(char16_t unit) {
    if (at_line_start_) line_starts_.push_back(static_cast<std::uint32_t>(units_.size()));
    at_line_start_ = unit == '\n';
    units_.push_back(unit);
  }

  std::vector<char16_t> units_;
  std::vector<std::uint32_t> line_starts_;
  bool at_line_start_ = true;
  bool after_carriage_return_ = false;
};

std::vector<std::uint64_t> hash_lines(const Normalised& text) {
  constexpr std::uint64_t factor = leaving_factor();
  std::vector<std::uint64_t> hashes;
  hashes.reserve(text.line_starts().size());
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < window; ++i) hash = base * hash + text.unit(i);
  std::size_t begin = 0;
  for (const std::uint32_t start : text.line_starts()) {
    for (; begin < start; ++begin) hash = base * hash + text.unit(begin + window) - factor * text.unit(begin);
    hashes.push_back(hash);
  }
  return hashes;
}

// Sorting, and not a map, keeps a file of millions of empty lines at a few bytes a line.
std::vector<std::uint32_t> number_equals(const std::vector<std::uint64_t>& hashes) {
  std::vector<std::uint32_t> order(hashes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t one, std::uint32_t two) {
    return hashes[one] != hashes[two] ? hashes[one] < hashes[two] : one < two;
  });
  std::vector<std::uint32_t> numbers(hashes.size(), 1);
  for (std::size_t i = 1; i < order.size(); ++i)
    if (hashes[order[i]] == hashes[order[i - 1]]) numbers[order[i]] = numbers[order[i - 1]] + 1;
  return numbers;
}

}  // namespace

LineHashes::LineHashes(std::string_view file_bytes)
    : hashes_(hash_lines(Normalised(file_bytes))), occurrence_(number_equals(hashes_)) {}

std::string LineHashes::at(std::size_t line) const {
  if (line == 0 || line > hashes_.size()) return {};
  return fmt::format("{:x}:{}", hashes_[line - 1], occurrence_[line - 1]);
}

}  // namespace safeops::report

namespace safeops {

std::string line_hash(std::string_view file_bytes, std::size_t line) {
  return report::LineHashes(file_bytes).at(line);
}

}  // namespace safeops
