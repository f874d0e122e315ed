#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "estate/operator_version.hpp"
#include "gate/recoverability.hpp"

namespace safeops::report {

// How a Cluster would come back, in words; safe to print. Empty values are left out.
struct PathLine {
  std::string_view label;  // "backup", "schedule", "kept", "restored", "weakest link"
  std::string text;
};
std::vector<PathLine> backup_path_lines(const Recoverability& found);

// Where it would break first, a clause: "nobody has shown that it restores"; "" where nothing is known to be weak.
std::string weakest_words(const Recoverability& found);

// {method, destination, schedules: [{name, text, meaning, suspended}], nextRuns, retention, window: {length, whose, covered},
// restored: {plan, at, leftOpen}, rehearsal, weakestLink}; null where nothing is known.
nlohmann::ordered_json backup_path_json(const Recoverability& found);

// Which operator looks after them: "CloudNativePG 1.27, by chart 0.26.1 of HelmRelease cnpg-system/cloudnative-pg".
std::string operator_words(const OperatorVersion& version);

}  // namespace safeops::report
