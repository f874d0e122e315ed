#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// What the RollbackDrill documents among a plan's evidence prove.
struct DrillProof {
  enum class Verdict {
    proved,      // one is complete
    missing,     // there is none of this plan
    incomplete,  // there is one, and it leaves something out
  };
  const Plan* plan = nullptr;
  Verdict verdict = Verdict::missing;
  const RollbackDrill* nearest = nullptr;  // the one the verdict speaks of; when missing, one of another plan that lies there
  std::optional<git::Commit> expanded;     // when the plan's expand landed
};

// Of one plan, and of every plan whose contract this change brings.
DrillProof drill_proof(const Change& change, const Plan& plan);
std::vector<DrillProof> drill_proofs(const Change& change);

// What a drill leaves out, as clauses: "it has no steps". Empty when it shows the whole way back.
std::vector<std::string> left_out(const Change& change, const DrillProof& proof, const RollbackDrill& drill);

}  // namespace safeops::rules
