#pragma once

#include <string>
#include <string_view>

namespace safeops::text {

// SHA-256 as 64 lower-case hex digits (libcrypto).
std::string sha256_hex(std::string_view bytes);

}  // namespace safeops::text
