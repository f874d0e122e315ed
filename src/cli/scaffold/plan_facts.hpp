#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/scaffold/call.hpp"
#include "estate/estate.hpp"

namespace safeops {

// One answer that goes into a document, and how we know.
struct Told {
  std::string value;                // empty: it could not be told
  std::string reason;               // a phrase for people: "the only cluster in this repository"
  std::vector<std::string> others;  // what it could be, where it could not be told

  [[nodiscard]] bool known() const { return !value.empty(); }
};

// A migration of the plan.
struct Step {
  std::string path;
  std::string reason;  // "its name says expand"
};

// What a new plan can be filled in with.
struct PlanFacts {
  std::string name;
  Told app;
  Told database;
  std::vector<Step> expand;
  std::vector<Step> contract;
  std::vector<Step> unsorted;  // nothing says which of the two
  Told flag;                   // CONFIGMAP/KEY
  Told duration;               // of the rollback window, as a plan writes it
  Told owner;
  std::vector<std::string> alerts;  // PrometheusRule alerts of the repository, of which the window may name some
  std::vector<std::string> doubts;  // sentences on what was given and does not fit
};

// From the call, else from what `head`, the work tree, has and `base` does not. Throws CannotRun for a call that names what is
// not there.
PlanFacts find_plan_facts(const Estate& head, const Estate& base, const ScaffoldCall& call);

// `login-v2` and the like: is it a name the schema allows, and one a directory can have?
bool is_plan_name(std::string_view name);

}  // namespace safeops
