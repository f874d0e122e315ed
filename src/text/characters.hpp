#pragma once

namespace safeops::text {

// C0, DEL and C1: a terminal may obey them.
constexpr bool is_control(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value <= 0x9F);
}

constexpr bool is_bidi_control(char32_t value) {
  return (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069) || value == 0x200E || value == 0x200F ||
         value == 0x061C;
}

constexpr bool is_zero_width(char32_t value) {
  return (value >= 0x200B && value <= 0x200D) || value == 0x2060 || value == 0xFEFF;
}

// LINE SEPARATOR and PARAGRAPH SEPARATOR.
constexpr bool is_separator(char32_t value) {
  return value == 0x2028 || value == 0x2029;
}

// Takes two columns in a terminal (the East Asian Wide and Fullwidth blocks, and emoji).
constexpr bool is_wide(char32_t value) {
  return (value >= 0x1100 && value <= 0x115F) || (value >= 0x2E80 && value <= 0x303E) || (value >= 0x3041 && value <= 0xA4CF) ||
         (value >= 0xA960 && value <= 0xA97C) || (value >= 0xAC00 && value <= 0xD7A3) || (value >= 0xF900 && value <= 0xFAFF) ||
         (value >= 0xFE30 && value <= 0xFE6F) || (value >= 0xFF01 && value <= 0xFF60) || (value >= 0xFFE0 && value <= 0xFFE6) ||
         (value >= 0x1F300 && value <= 0x1F64F) || (value >= 0x1F680 && value <= 0x1F6FF) ||
         (value >= 0x1F900 && value <= 0x1F9FF) || (value >= 0x20000 && value <= 0x3FFFD);
}

}  // namespace safeops::text
