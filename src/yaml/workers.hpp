#pragma once

#include <cstddef>
#include <functional>

namespace safeops::yaml {

// Calls work(0) to work(count - 1), each once, on up to `jobs` threads. Meant for what is done ahead of time: once a call throws,
// those not begun yet are left out, and whoever needs what they would have done meets the error where it can be told.
void share_work(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace safeops::yaml
