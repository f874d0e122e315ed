#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace safeops::report {

// JSON that is safe to print anywhere: ASCII only, so that no control of any kind is in it, and without the `##[` that the GitHub
// runner takes for a command anywhere in a line. What it means is unchanged.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace safeops::report
