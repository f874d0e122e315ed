#pragma once

#include <string>
#include <string_view>

namespace safeops::text {

// Any bytes as one line that is safe to print anywhere: valid UTF-8 is kept; control characters (C0, DEL, C1), line and
// paragraph separators, bidirectional and zero-width controls become `\n`, `\t`, `\x1b`, `\u202e` ...; bytes that are not UTF-8
// become `\xff`. A backslash is left alone: this is for reading, not for parsing back.
std::string visible(std::string_view bytes);

// The same, but a tab becomes spaces up to the next multiple of four: for source lines over a caret.
std::string visible_line(std::string_view bytes);

// How many terminal columns visible_line(bytes) takes (code points; wide characters count two).
std::size_t visible_width(std::string_view bytes);

// Valid UTF-8 in any case: each bad byte becomes U+FFFD, control characters stay. For JSON strings.
std::string to_valid_utf8(std::string_view bytes);

}  // namespace safeops::text
