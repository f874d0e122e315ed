#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"
#include "gate/verdict.hpp"

namespace safeops {

struct GateOptions {
  Level fail_on = Level::error;
  std::vector<std::string> only;  // rule ids; empty: all
  bool suppressions = true;       // false: --no-suppress
};

// Runs the rules over a change and decides. Pure: the same change gives the same verdict.
Verdict judge(const Change& change, const GateOptions& options);

}  // namespace safeops
