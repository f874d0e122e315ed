#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace safeops::text {

std::string encode_base64(std::string_view bytes);  // RFC 4648 with padding, in one line
// RFC 4648 with padding; line breaks are passed over, as Go's decoder does. None for anything else.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace safeops::text
