#include "rules/contract_effect.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

const FileReference* reference_to(const std::vector<FileReference>& files, std::string_view path) {
  const auto found = std::find_if(files.begin(), files.end(), [&](const FileReference& file) { return file.path == path; });
  return found == files.end() ? nullptr : &*found;
}

void add_plan(const MigrationStep& step, std::vector<Related>& related) {
  if (!step.plan) return;
  const std::string_view list = step.in_contract() ? "contract" : "expand";
  const FileReference* named = reference_to(step.in_contract() ? step.plan->contract : step.plan->expand, step.migration().path);
  if (named) related.push_back({named->place, fmt::format("plan {} lists the file under spec.{}", step.plan->name, list)});
}

std::string when_in_contract(const MigrationStep& step) {
  if (step.plan)
    return fmt::format("Nothing to move: this is the contract step of plan {}. It may land once the plan's window has ended.",
                       step.plan->name);
  return "The file calls itself a contract step; list it under `spec.contract` of a plan, which says when its time has come.";
}

}  // namespace

Finding contract_finding(const SchemaEffect& effect, Breakage breakage) {
  const bool in_contract = effect.step->in_contract();
  add_plan(*effect.step, breakage.related);
  return {.place = effect.place,
          .what = std::move(breakage.what),
          .why = std::move(breakage.why),
          .next = in_contract ? when_in_contract(*effect.step) : std::move(breakage.next),
          .related = std::move(breakage.related),
          .level = in_contract ? Level::note : Level::error};
}

std::string in_contract_step(const SchemaEffect& effect) {
  const Plan* plan = effect.step->plan;
  if (!plan) return "in a migration of its own that a plan lists under `spec.contract`";
  if (plan->contract.empty()) return fmt::format("in a migration of its own under `spec.contract` of plan {}", plan->name);
  return fmt::format("in {}, the contract step of plan {}", plan->contract.front().path, plan->name);
}

std::string remove_later(const SchemaEffect& effect, std::string_view use, std::string_view statement) {
  const std::string_view cascade =
      effect.effect->cascade ? " Leave CASCADE out and drop what depends on it by name, so that reviewers see it." : "";
  return fmt::format("Stop {} in the app, release that and let the rollback window end; then run `{};` {}.{}", use, statement,
                     in_contract_step(effect), cascade);
}

std::string identifier(std::string_view name) {
  return sql::Name{.schema = {}, .name = std::string(name)}.text();
}

std::string member_name(const sql::Effect& effect) {
  return fmt::format("{}.{}", effect.object.text(), identifier(effect.member));
}

}  // namespace safeops::rules
