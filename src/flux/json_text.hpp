#pragma once

#include <string_view>

namespace safeops::flux {

// Whether a text is one JSON value (RFC 8259), which YAML in brackets need not be. Gives up on more than 200 nested values.
bool is_json(std::string_view text);

}  // namespace safeops::flux
