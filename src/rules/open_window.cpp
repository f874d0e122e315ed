#include "rules/open_window.hpp"

#include <algorithm>

#include "rules/approval_count.hpp"
#include "text/time.hpp"
#include "yaml/node.hpp"

namespace safeops::rules {

namespace {

// Nobody can confirm a window before it has ended.
text::Seconds last_end(const Change& change, const Plan& plan) {
  text::Seconds last = 0;
  for (const EnvironmentWindow& window : change.rollback_window(plan).environments)
    last = std::max(last, window.ends().value_or(change.now()));
  return last;
}

}  // namespace

std::string in_environment(const EnvironmentWindow& window) {
  return window.environment ? "in " + window.environment->name : "in the only environment";
}

std::vector<Related> story_of(const RollbackWindow& plan, const EnvironmentWindow& window) {
  std::vector<Related> story;
  const auto tell = [&](const WindowMark& mark, std::string_view meaning) {
    if (mark.place) story.push_back({mark.place, fmt::format("{}: {}, {}", meaning, mark.text, mark.when())});
  };
  if (const WindowMark* expand = plan.expand()) tell(*expand, "expanded");
  if (window.opened) tell(*window.opened, "opened");
  for (const WindowMark& restart : window.restarts) tell(restart, "started again");
  return story;
}

std::string how_far(const EnvironmentWindow& window, text::Seconds now) {
  const WindowMark& clock = window.clock();
  return fmt::format("it {} {} ({}) and ends {}, in {}", window.restarts.empty() ? "opened" : "started again", clock.when(),
                     clock.text, text::format_time(*window.ends()), text::format_duration(*window.ends() - now));
}

std::vector<std::string> unconfirmed_criteria(const Change& change, const Plan& plan) {
  std::vector<std::string> open = change.rollback_window(plan).terms.window->criteria;
  for (const Approval* approval : approval_count(change, plan).counted) {
    if (!approval->at || *approval->at < last_end(change, plan)) continue;
    for (const std::string& said : yaml::texts(approval->object.at("spec.checklist")))
      std::erase_if(open, [&](const std::string& criterion) { return said.starts_with(criterion); });
  }
  for (const TestResult& result : change.head().test_results()) {
    if (result.plan != plan.name || result.result != "PASSED") continue;
    std::erase_if(open, [&](const std::string& criterion) {
      return std::find(result.passed.begin(), result.passed.end(), criterion) != result.passed.end();
    });
  }
  return open;
}

const EnvironmentWindow* first_open(const Change& change, const Plan& plan) {
  const auto& windows = change.rollback_window(plan).environments;
  const auto found =
      std::find_if(windows.begin(), windows.end(), [&](const EnvironmentWindow& window) { return window.open(change.now()); });
  return found == windows.end() ? nullptr : &*found;
}

}  // namespace safeops::rules
