#pragma once

#include <string>
#include <string_view>

namespace safeops::report {

// A path in the repository as a relative URI reference (RFC 3986): every byte but the unreserved ones and '/' as %XX, so any
// bytes git can hold come back unchanged.
std::string path_uri(std::string_view path);

}  // namespace safeops::report
