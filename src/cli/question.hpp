#pragma once

#include <string>
#include <vector>

namespace safeops {

// What a message asks behind an unknown word, with a blank before it: " Did you mean `backend`?". Nothing when no word is close.
std::string did_you_mean(const std::vector<std::string>& close);

}  // namespace safeops
