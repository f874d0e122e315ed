#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "flux/delivery.hpp"

namespace safeops::flux {

inline void error(std::vector<Problem>& problems, text::Place place, std::string message) {
  problems.push_back({Problem::Kind::error, place, std::move(message)});
}

inline void note(std::vector<Problem>& problems, text::Place place, std::string message) {
  problems.push_back({Problem::Kind::note, place, std::move(message)});
}

inline bool holds_error(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.kind == Problem::Kind::error; });
}

}  // namespace safeops::flux
