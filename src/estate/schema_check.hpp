#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "estate/plan.hpp"
#include "yaml/node.hpp"

namespace safeops {

// The JSON Schemas as shipped: of the documents people write, "policy", "plan", "evidence", and of the "model" that is written
// for programs. Empty for another name.
std::string_view document_schema(std::string_view name);

// Holds a document against one of them; where that is for several kinds, against what it asks of the document's. Each problem
// points at the value (or the key) that is wrong; an unknown key gets a "did you mean".
std::vector<DocumentProblem> check_schema(const yaml::Node& document, std::string_view schema);

}  // namespace safeops
