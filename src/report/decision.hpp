#pragma once

#include <string>

#include "gate/decision.hpp"

namespace safeops {

// For a terminal: every precondition, its proof or what is missing, and the answer.
std::string write_decision(const Decision& decision, bool color);

// To read and to file: the same as Markdown, with the digests of everything it rests on.
std::string write_decision_markdown(const Decision& decision);

// To keep and to verify: an in-toto Statement v1 (https://in-toto.io/Statement/v1) whose subjects are the contract files, the
// plan and its evidence, with a Simple Verification Result v0.2 as predicate. Its properties are those that hold; SAFEOPS_GO only
// for a go. The same revisions judged as of the same time give the same bytes.
std::string write_decision_statement(const Decision& decision);

}  // namespace safeops
