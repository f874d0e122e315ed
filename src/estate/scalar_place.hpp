#pragma once

#include "yaml/node.hpp"

namespace safeops {

// Where a stretch of a scalar's text stands in the file that holds it: exact in block scalars and where the text stands as it is,
// the whole scalar where quotes, escapes or folding come between. None for a scalar without a place.
text::Place place_within(const yaml::Node& scalar, text::Span span);

}  // namespace safeops
