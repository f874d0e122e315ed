#include "text/escape.hpp"

#include <fmt/format.h>

#include <iterator>

#include "text/characters.hpp"
#include "text/utf8.hpp"

namespace safeops::text {
namespace {

constexpr std::size_t tab_width = 4;

bool is_hidden(char32_t value) {
  return is_control(value) || is_separator(value) || is_bidi_control(value) || is_zero_width(value);
}

void append_escape(std::string& out, char32_t value) {
  const auto code = static_cast<unsigned>(value);
  if (value == '\n') {
    out += "\\n";
  } else if (value == '\r') {
    out += "\\r";
  } else if (value == '\t') {
    out += "\\t";
  } else if (value < 0x100) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", code);
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
  }
}

// Calls `code_point(value, its bytes)` for what is UTF-8 and `bad_byte(byte)` for every byte that is not.
template <typename OnCodePoint, typename OnBadByte>
void for_each_code_point(std::string_view bytes, OnCodePoint code_point, OnBadByte bad_byte) {
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint here = decode_utf8(bytes, i);
    if (here.length == 0)
      bad_byte(static_cast<unsigned char>(bytes[i]));
    else
      code_point(here.value, bytes.substr(i, here.length));
    i += here.length == 0 ? 1 : here.length;
  }
}

struct Line {
  std::string text;
  std::size_t width = 0;
};

void append_shown(Line& line, char32_t value, std::string_view bytes) {
  const std::size_t before = line.text.size();
  if (is_hidden(value)) {
    append_escape(line.text, value);
    line.width += line.text.size() - before;
  } else {
    line.text += bytes;
    line.width += is_wide(value) ? 2 : 1;
  }
}

Line shown(std::string_view bytes, bool expand_tabs) {
  Line line;
  line.text.reserve(bytes.size());
  const auto code_point = [&](char32_t value, std::string_view own_bytes) {
    if (value != '\t' || !expand_tabs) return append_shown(line, value, own_bytes);
    const std::size_t spaces = tab_width - line.width % tab_width;
    line.text.append(spaces, ' ');
    line.width += spaces;
  };
  const auto bad_byte = [&](unsigned char byte) {
    append_escape(line.text, byte);
    line.width += 4;
  };
  for_each_code_point(bytes, code_point, bad_byte);
  return line;
}

}  // namespace

std::string visible(std::string_view bytes) {
  return shown(bytes, false).text;
}

std::string visible_line(std::string_view bytes) {
  return shown(bytes, true).text;
}

std::size_t visible_width(std::string_view bytes) {
  return shown(bytes, true).width;
}

std::string to_valid_utf8(std::string_view bytes) {
  if (first_invalid_utf8(bytes) == bytes.size()) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size());
  for_each_code_point(
      bytes, [&](char32_t, std::string_view own_bytes) { text += own_bytes; }, [&](unsigned char) { append_utf8(text, 0xFFFD); });
  return text;
}

}  // namespace safeops::text
