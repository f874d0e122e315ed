#include "git/object.hpp"

namespace safeops::git {

std::string Oid::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 0xF];
  }
  return text;
}

std::string Oid::short_hex() const {
  return hex().substr(0, 9);
}

}  // namespace safeops::git
