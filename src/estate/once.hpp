#pragma once

#include <optional>

namespace safeops {

// What `read` gives, worked out the first time it is asked for and kept in `part`.
template <typename T, typename Read>
const T& once(std::optional<T>& part, Read&& read) {
  if (!part) part = read();
  return *part;
}

}  // namespace safeops
