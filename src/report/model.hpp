#pragma once

#include <string>
#include <string_view>

#include "estate/gaps.hpp"

namespace safeops {

// The estate of one revision as JSON, for other programs: conftest, jq. An object of kind "Model" in apiVersion
// "safeops.dev/v1alpha1", described by `document_schema("model")`; no key of a version changes its meaning, and every key is
// always there, null where nothing is known. Lists are in the estate's order. No value of a Secret and no text of a statement is
// in it. `commit` has 40 hex digits, or none for what is not committed.
std::string write_model(const Estate& estate, const Gaps& gaps, std::string_view commit);

}  // namespace safeops
