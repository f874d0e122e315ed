#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "gate/verdict.hpp"

namespace safeops {

// One thing that has to hold before a contract step may land (design: what each step needs).
struct Precondition {
  std::string_view question;            // "The rollback window has passed without an incident"
  std::string_view property;            // its name in an SVR statement: "SAFEOPS_WINDOW_PASSED"
  std::vector<std::string> proof;       // what it rests on, where it holds; safe to print
  std::vector<const Judged*> findings;  // what the gate says of it, of the verdict
  bool met = false;                     // nothing of that blocks
  bool lifted = false;                  // because of a break-glass record
};

// A file the decision is about.
struct DecisionSubject {
  std::string path;
  std::string sha256;  // "" of a file too large to be read whole: then it is no go
};

// Go or no-go for the contract step of one plan that a change brings.
struct Decision {
  const Plan* plan = nullptr;
  bool go = false;
  bool brings_contract = false;  // else there is nothing to decide, and it is no-go
  std::vector<Precondition> preconditions;
  std::vector<DecisionSubject> subjects;  // contract files, the plan, its evidence; as head has them, by path
  std::string policy_sha256;              // of the base's policy; "" where it has none
  text::Seconds now = 0;
  std::string base_id;  // 40 hex digits; empty when it is no commit
  std::string head_id;
};

// `verdict` is of the same change, and must outlive the decision.
Decision decide(const Change& change, const Verdict& verdict, const Plan& plan, Library& library);

}  // namespace safeops
