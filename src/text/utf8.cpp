#include "text/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace safeops::text {
namespace {

struct Lead {
  std::uint32_t length;
  char32_t bits;
  char32_t smallest;  // anything below in this length is an overlong form
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

bool is_surrogate(char32_t value) {
  return value >= 0xD800 && value <= 0xDFFF;
}

std::size_t skip_ascii(std::string_view bytes, std::size_t offset) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  for (std::uint64_t word = 0; offset + sizeof word <= bytes.size(); offset += sizeof word) {
    std::memcpy(&word, bytes.data() + offset, sizeof word);
    if (word & high_bits) break;
  }
  while (offset < bytes.size() && static_cast<unsigned char>(bytes[offset]) < 0x80) ++offset;
  return offset;
}

}  // namespace

CodePoint decode_utf8(std::string_view bytes, std::size_t offset) {
  const auto [length, bits, smallest] = read_lead(static_cast<unsigned char>(bytes[offset]));
  if (length == 0 || bytes.size() - offset < length) return {};
  char32_t value = bits;
  for (std::size_t i = offset + 1; i < offset + length; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte & 0xC0U) != 0x80) return {};
    value = (value << 6) | (byte & 0x3FU);
  }
  if (value < smallest || value > 0x10FFFF || is_surrogate(value)) return {};
  return {value, length};
}

void append_utf8(std::string& text, char32_t value) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((value >> shift) & 0x3FU)); };
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xC0U | (value >> 6));
    tail(0);
  } else if (value < 0x10000) {
    text += static_cast<char>(0xE0U | (value >> 12));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (value >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t first_invalid_utf8(std::string_view bytes) {
  std::size_t offset = skip_ascii(bytes, 0);
  while (offset < bytes.size()) {
    const std::uint32_t length = decode_utf8(bytes, offset).length;
    if (length == 0) return offset;
    offset = skip_ascii(bytes, offset + length);
  }
  return offset;
}

}  // namespace safeops::text
