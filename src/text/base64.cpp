#include "text/base64.hpp"

#include <cstdint>

namespace safeops::text {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string encode_base64(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t byte = 0; byte < 3; ++byte)
      group = group << 8 | (at + byte < bytes.size() ? static_cast<unsigned char>(bytes[at + byte]) : 0U);
    for (std::size_t digit = 0; digit < 4; ++digit)
      out += at + digit > bytes.size() ? '=' : digits[(group >> (18 - 6 * digit)) & 63];
  }
  return out;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t group = 0;
  int count = 0;    // digits of the group, padding included
  int padding = 0;  // once it begins, nothing else may follow
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    const std::size_t digit = c == '=' ? 0 : digits.find(c);
    if (digit == std::string_view::npos || (c != '=' && padding > 0) || (c == '=' && count < 2 && padding == 0)) return {};
    padding += c == '=' ? 1 : 0;
    group = group << 6 | static_cast<std::uint32_t>(digit);
    if (++count < 4) continue;
    for (int byte = 0; byte < 3 - padding; ++byte) bytes += static_cast<char>(group >> (16 - 8 * byte) & 0xFF);
    if (padding > 2) return {};
    group = 0;
    count = 0;
  }
  if (count != 0) return {};
  return bytes;
}

}  // namespace safeops::text
