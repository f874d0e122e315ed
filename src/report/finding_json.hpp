#pragma once

#include <nlohmann/json.hpp>

#include "gate/verdict.hpp"

namespace safeops::report {

// As report.hpp describes a finding, and the counts of a verdict.
nlohmann::ordered_json finding_json(const Judged& judged);
nlohmann::ordered_json counts_json(const Verdict& verdict);

}  // namespace safeops::report
