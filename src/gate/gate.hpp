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
  bool lasting = false;           // only rules about what is still wrong after the merge
};

// Runs the rules over a change and decides. The same change gives the same verdict. The caller fills in how base and head are
// called (Verdict::base ...).
Verdict judge(const Change& change, Library& library, const GateOptions& options);

}  // namespace safeops
