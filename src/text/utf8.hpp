#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace safeops::text {

// One step through bytes that should be UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;  // in bytes; 0 when the bytes at this place are not UTF-8
};

// What begins at `offset`, which must be inside `bytes`. Never reads past the end.
CodePoint decode_utf8(std::string_view bytes, std::size_t offset);

void append_utf8(std::string& text, char32_t value);

// The offset of the first byte that is not part of valid UTF-8; `bytes.size()` when all is valid.
std::size_t first_invalid_utf8(std::string_view bytes);

}  // namespace safeops::text
