#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/source.hpp"
#include "yaml/node.hpp"

namespace safeops::yaml {

// Where a scalar stands in the text. yaml-cpp tells only where its token, tag or anchor begins.
struct Extent {
  text::Span span;
  Node::Style style = Node::Style::plain;
  bool closed = true;  // false for a quoted text without its closing quote, which yaml-cpp takes at the end of its input
};

// `mark` is where yaml-cpp saw the node begin, `value` what it made of it.
Extent scalar_extent(std::string_view text, std::uint32_t mark, std::string_view value);

// The value of a folded block, with all the line breaks at its end if its header keeps them (`>+`): yaml-cpp loses one.
std::string with_kept_breaks(std::string_view text, text::Span block, const std::string& value);

// The same for a null. A null that is not written (`key:`) has an empty span, at `fallback`.
Extent null_extent(std::string_view text, std::uint32_t mark, std::uint32_t fallback);

// Past the closing bracket of a flow collection without children that begins at or after `mark`; of an alias, past its name.
text::Span empty_flow_span(std::string_view text, std::uint32_t mark);
std::uint32_t alias_end(std::string_view text, std::uint32_t mark);

}  // namespace safeops::yaml
