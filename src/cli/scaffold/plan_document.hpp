#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/scaffold/plan_facts.hpp"

namespace safeops {

struct PlanDocument {
  std::string text;
  std::vector<std::string_view> to_fill_in;  // fields that are left as comments
};

// `.safeops/plans/<name>.yaml`: what is known filled in, what is not as a comment to fill in, and above each part what it is for.
PlanDocument write_plan(const PlanFacts& facts);

}  // namespace safeops
