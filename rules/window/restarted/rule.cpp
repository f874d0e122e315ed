#include "rules/rule.hpp"

#include <algorithm>

#include "rules/open_window.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

// A contract that only the clock of before would let through.
void check_contract(const Change& change, const Plan& plan, Findings& out) {
  const RollbackWindow& window = change.rollback_window(plan);
  for (const EnvironmentWindow& there : window.environments) {
    if (there.restarts.empty() || there.flag_is_off || there.over(change.now()) || *there.first_end() > change.now()) continue;
    Anchor anchor = plan_anchor(change, plan, "spec.rollbackWindow.duration");
    for (Related& related : story_of(window, there)) anchor.related.push_back(std::move(related));
    out.add({.place = anchor.place,
             .what = fmt::format("the rollback window of plan {} {} would be over, but {}", plan.name, in_environment(there),
                                 how_far(there, change.now())),
             .why = "What ran before the restart says nothing of what runs now: the version to go back to, and the time in which "
                    "trouble shows, begin with the last release and the last time the flag came on.",
             .next = fmt::format("Bring this step after {}, and keep releases of {} out of the window until then.",
                                 text::format_time(*there.ends()), plan.app),
             .related = std::move(anchor.related)});
  }
}

void note(const Change& change, const Plan& plan, text::Place place, std::string_view what, const EnvironmentWindow& window,
          Findings& out) {
  out.add({.place = place,
           .what = fmt::format("{} starts the rollback window of plan {} {} again", what, plan.name, in_environment(window)),
           .why = "The contract step has to wait for the whole window from here.",
           .next = fmt::format("Nothing to do now; plan the contract step no earlier than {} after this lands.",
                               text::format_duration(window.duration)),
           .related = story_of(change.rollback_window(plan), window),
           .level = Level::note,
           .hard_stop = false});
}

const EnvironmentWindow* open_in(const Change& change, const Plan& plan, const Environment* environment) {
  for (const EnvironmentWindow& window : change.rollback_window(plan).environments)
    if (window.environment == environment && window.open(change.now())) return &window;
  return nullptr;
}

void check_restart(const Change& change, const Plan& plan, Findings& out) {
  for (const Release& release : change.releases()) {
    if (release.app() != plan.app || !release.is_version()) continue;
    if (release.environment() && !release.environment()->is_protected) continue;
    if (const EnvironmentWindow* window = open_in(change, plan, release.environment()))
      note(change, plan, release.to.place, "the release of " + release.text(), *window, out);
  }
  for (const FlagFlip& flip : change.flag_flips()) {
    if (plan.flag != flip.name || !flip.turns_off()) continue;
    if (const EnvironmentWindow* window = open_in(change, plan, flip.environment()))
      note(change, plan, flip.place(), fmt::format("turning {} off", flip.name.key), *window, out);
  }
}

void check(const Change& change, Findings& out) {
  const auto contracting = change.plans_contracting();
  for (const Plan* plan : contracting) check_contract(change, *plan, out);
  if (change.releases().empty() && change.flag_flips().empty()) return;
  for (const Plan& plan : change.base().plans()) check_restart(change, plan, out);
}

}  // namespace

extern constinit const Rule window_restarted{
    .title = "The rollback window started again", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
