#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace safeops::text {

// Characters that make a reviewer see another text than the parser does (CVE-2021-42574, CVE-2021-42694).
struct Trap {
  enum class Kind {
    bidi_control,       // U+202A..202E, U+2066..2069, U+200E, U+200F, U+061C
    zero_width,         // U+200B..200D, U+2060, U+FEFF anywhere but first
    odd_line_break,     // VT, FF, U+0085, U+2028, U+2029, and CR that is not before LF in a file that uses LF
    mixed_script_word,  // one identifier with Latin and Cyrillic, Greek or Armenian letters
  };
  Kind kind;
  Span span;
  std::string name;  // "U+202E RIGHT-TO-LEFT OVERRIDE", for mixed scripts the scripts
};

// Every trap of a valid UTF-8 text, in order, at most `limit`. Linear.
std::vector<Trap> find_traps(std::string_view text, std::size_t limit = 20);

}  // namespace safeops::text
