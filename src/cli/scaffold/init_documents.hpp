#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/scaffold/init_facts.hpp"

namespace safeops {

// `.safeops/policy.yaml`
std::string write_policy(const InitFacts& facts);

// `.github/workflows/safeops-check.yml`, as the page of the action has it. `branch` is the default branch.
std::string write_workflow(std::string_view branch);

// `.git/hooks/pre-push`
std::string_view pre_push_hook();

// A CODEOWNERS file with the owners of what decides about the gate at its end: those that own everything else, else a comment to
// fill in. None: it names them already.
struct CodeOwners {
  std::string text;
  std::string owners;  // "" where they are left to fill in
};
std::optional<CodeOwners> with_owners_of_the_gate(std::string_view present);

}  // namespace safeops
