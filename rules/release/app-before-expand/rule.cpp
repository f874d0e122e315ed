#include "rules/rule.hpp"

#include <algorithm>

#include "estate/version_order.hpp"

namespace safeops::rules {
namespace {

// Is it the first time that a version goes live which needs what the plan's expand adds?
bool needs_expand(const Plan& plan, const Release& release) {
  if (plan.app_version.empty() || release.app() != plan.app || !release.is_version()) return false;
  if (release.to.tag == plan.app_version) return true;
  const auto to = compare_versions(release.to.tag, plan.app_version);
  const auto from = compare_versions(release.from.tag, plan.app_version);
  return to && *to >= 0 && !(from && *from >= 0);
}

const FileReference* missing_expand(const Change& change, const Plan& plan) {
  const auto found = std::find_if(plan.expand.begin(), plan.expand.end(),
                                  [&](const FileReference& file) { return !change.base().snapshot().find(file.path); });
  return found == plan.expand.end() ? nullptr : &*found;
}

// Beside its expand the order is all that is in question: release-expand-with-app.
bool comes_with(const Change& change, const FileReference& file) {
  return std::any_of(change.migrations().begin(), change.migrations().end(),
                     [&](const MigrationStep& step) { return step.after && step.after->path == file.path; });
}

void check(const Change& change, Findings& out) {
  for (const Release& release : change.releases()) {
    for (const Plan& plan : change.head().plans()) {
      const FileReference* file = needs_expand(plan, release) ? missing_expand(change, plan) : nullptr;
      if (!file || comes_with(change, *file)) continue;
      out.add(
          {.place = release.to.place,
           .what = fmt::format("{} is released before {}, which it needs, has landed", release.text(), file->path),
           .why = fmt::format("Plan {} says that {} {} uses what this file adds: it would start on a schema it does not find.",
                              plan.name, plan.app, plan.app_version),
           .next = fmt::format("Land {} first, then release.", file->path),
           .related = {{plan.field("spec.appVersion"), fmt::format("plan {} says which version needs it", plan.name)}}});
    }
  }
}

}  // namespace

extern constinit const Rule release_app_before_expand{
    .title = "App released before the schema it needs", .level = Level::error, .check = check};

}  // namespace safeops::rules
