#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "rules/rule.hpp"

namespace safeops::report {

// A rule as a SARIF reportingDescriptor: its help comes from its page.
nlohmann::ordered_json rule_descriptor(const RuleEntry& entry);

}  // namespace safeops::report
