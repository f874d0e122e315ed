#include "gate/verdict.hpp"

#include <algorithm>

namespace safeops {

std::size_t Verdict::count(Level level) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const Judged& j) { return !j.suppression && j.level == level; }));
}

std::size_t Verdict::silenced() const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [](const Judged& j) { return j.suppression.has_value(); }));
}

int Verdict::exit_code() const {
  switch (outcome) {
    case Outcome::go:
      return 0;
    case Outcome::no_go:
      return mode == Policy::Mode::advise ? 0 : 1;
    case Outcome::could_not_inspect:
      return 3;
  }
  return 3;
}

}  // namespace safeops
