#include "cli/scaffold/plan_named.hpp"

#include <fmt/format.h>

#include "cli/question.hpp"
#include "cli/scaffold/plan_facts.hpp"
#include "git/cannot_run.hpp"
#include "text/spelling.hpp"

namespace safeops {

const Plan& plan_named(const Estate& estate, const std::string& name) {
  if (const Plan* plan = estate.plan(name)) return *plan;
  std::vector<std::string> known;
  for (const Plan& plan : estate.plans()) known.push_back(plan.name);
  throw CannotRun(fmt::format("There is no plan {} below .safeops/plans.{} `safeops-check plan new {}` writes one.", name,
                              did_you_mean(text::nearest(name, known)), name));
}

std::string evidence_directory_of(const Plan& plan) {
  if (is_plan_name(plan.name)) return fmt::format(".safeops/evidence/{}", plan.name);
  throw CannotRun(fmt::format("{}: `{}` is no name for a plan: small letters, digits and dashes, at most 63.",
                              plan.source->path(), plan.name));
}

}  // namespace safeops
