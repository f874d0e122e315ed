#include "cli/question.hpp"

#include <fmt/format.h>

namespace safeops {

std::string did_you_mean(const std::vector<std::string>& close) {
  return close.empty() ? "" : fmt::format(" Did you mean `{}`?", close.front());
}

}  // namespace safeops
