#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace safeops::yaml {

// One document of a stream: from its `---` line (or the directives before it), or from the first line, to the next marker.
struct Slice {
  text::Span span;
  bool marked = false;  // begins with `---`
  bool blank = false;   // nothing in it but blanks, comments, directives and its marker
};

// A `---` or `...` that starts a line and is followed by a blank or the line's end always ends a document, whatever it stands
// in, so that one bad document cannot hide the next. Stops after `limit` slices.
std::vector<Slice> split_documents(std::string_view text, std::size_t limit);

}  // namespace safeops::yaml
