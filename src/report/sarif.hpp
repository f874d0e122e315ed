#pragma once

#include <span>
#include <string>

#include "gate/verdict.hpp"

namespace safeops::report {

// A SARIF log of the verdict by a tool that has these rules: what write_sarif does with all_rules().
std::string write_sarif(const Verdict& verdict, std::span<const RuleEntry> rules);

}  // namespace safeops::report
