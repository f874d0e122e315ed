#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>

#include "cli/revisions.hpp"
#include "cli/scaffold/commands.hpp"
#include "cli/scaffold/draft.hpp"
#include "cli/scaffold/plan_document.hpp"
#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

void demand_name(const std::string& name) {
  if (is_plan_name(name)) return;
  throw CannotRun(
      fmt::format("plan new {}: a plan's name is of small letters, digits and dashes, at most 63, for example login-v2.", name));
}

void demand_unused(const Estate& estate, const std::string& name, const std::string& path) {
  const Plan* plan = estate.plan(name);
  if (plan && plan->source->path() != path)
    throw CannotRun(fmt::format("{} is the name of the plan in {} already. Give this one another.", name, plan->source->path()));
}

std::string told_line(std::string_view what, std::string_view value, std::string_view reason) {
  return fmt::format("  {:<9}{}  ({})\n", what, text::visible(value), text::visible(reason));
}

std::string told(const PlanFacts& facts, const PlanDocument& document) {
  std::string text;
  const auto answer = [&](std::string_view what, const Told& one) {
    if (one.known()) text += told_line(what, one.value, one.reason);
  };
  answer("app", facts.app);
  answer("database", facts.database);
  for (const Step& step : facts.expand) text += told_line("expand", step.path, step.reason);
  for (const Step& step : facts.contract) text += told_line("contract", step.path, step.reason);
  answer("flag", facts.flag);
  answer("window", facts.duration);
  answer("owner", facts.owner);
  text += fmt::format("  to fill in: {}\n", fmt::join(document.to_fill_in, ", "));
  for (const Step& step : facts.unsorted)
    text += fmt::format("  {}: {}; put it where it belongs\n", text::visible(step.path), step.reason);
  for (const std::string& doubt : facts.doubts) text += fmt::format("  {}\n", text::visible(doubt));
  return text;
}

std::string what_is_next(const std::string& name, const std::string& path) {
  return fmt::format(
      "Next: fill in what is left in {0}; `safeops-check` says what it still wants. When it is right, have somebody else look at "
      "it: "
      "`safeops-check approve {1} --phase expand --decision go`.\n",
      path, name);
}

}  // namespace

int run_plan_new(const Arguments& arguments, const Surroundings& surroundings) {
  const ScaffoldCall& call = arguments.scaffold;
  demand_name(call.plan);
  const std::string path = fmt::format(".safeops/plans/{}.yaml", call.plan);
  const git::Repository repository = open_repository(arguments, surroundings);
  const WorkTree tree(repository);
  const Revisions revisions = choose_revisions(repository, arguments, surroundings);
  Library library(repository, choose_jobs(arguments));
  const git::Snapshot snapshot(repository, revisions.head_tree);
  const Policy& policy = policy_of(snapshot, library);
  const Estate head(library, snapshot, policy);
  const Estate base(library, git::Snapshot(repository, revisions.base_tree), policy);
  demand_unused(head, call.plan, path);
  const PlanFacts facts = find_plan_facts(head, base, call);
  const PlanDocument document = write_plan(facts);
  const std::string written =
      write_drafts(tree, {{.path = path, .content = document.text}, schema_draft("plan")}, {.force = call.force});
  *surroundings.out << written << told(facts, document) << what_is_next(call.plan, path);
  return 0;
}

}  // namespace safeops
