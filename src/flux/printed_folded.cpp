#include <algorithm>

#include "flux/printed_scalar.hpp"

namespace safeops::flux {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// What no block can hold is quoted instead, and stays as it is.
bool fits_block(std::string_view text) {
  if (text.empty() || text.back() == ' ' || text.find(" \n") != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

// The lines of the block, without their indentation.
std::string write_block(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\n');
  const bool starts_blank = first == std::string_view::npos || is_blank(text[first]);
  std::string block;
  bool after_break = true;
  bool indented = true;
  for (const char c : text) {
    if (c == '\n') {
      if (!after_break && !indented && !starts_blank) block += '\n';
      after_break = true;
    } else {
      if (after_break) indented = is_blank(c);
      after_break = false;
    }
    block += c;
  }
  return block;
}

// Folds the lines of a block: a single break between two lines that are not indented is a blank.
std::string read_block(std::string_view block) {
  std::string text;
  std::size_t breaks = 0;  // since the last line with something in it
  bool indented = false;
  bool started = false;
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t end = std::min(block.find('\n', at), block.size());
    const std::string_view line = block.substr(at, end - at);
    if (!line.empty()) {
      const bool folds = started && !indented && !is_blank(line.front());
      if (folds && breaks == 1)
        text += ' ';
      else
        text.append(folds ? breaks - 1 : breaks, '\n');
      indented = is_blank(line.front());
      text += line;
      breaks = 0;
      started = true;
    }
    if (end < block.size()) ++breaks;
    at = end + 1;
  }
  return text;
}

}  // namespace

std::string printed_folded(std::string_view text) {
  if (!fits_block(text)) return std::string(text);
  const std::string block = write_block(text);
  const std::string_view body = std::string_view(block).substr(0, block.find_last_not_of('\n') + 1);
  std::string printed = read_block(body);
  const std::size_t kept = text.size() - (text.find_last_not_of('\n') + 1);
  if (kept == 1 && text.size() > 1) return printed + '\n';
  if (kept > 0) printed.append(block.size() - body.size(), '\n');
  return printed;
}

}  // namespace safeops::flux
