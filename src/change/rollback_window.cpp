#include "change/rollback_window.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "estate/flag_reading.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

using Kind = Deployment::Kind;

// A Job is no app: it may be the one that migrates.
bool is_deployed_app(const Workload& workload) {
  return workload.object().kind() != "Job" && workload.object().kind() != "Pod" && workload.object().kind() != "CronJob";
}

const Plan* recorded(const Plan& plan, const Estate& base) {
  if (const Plan* same = base.plan(plan.name)) return same;
  for (const auto* files : {&plan.expand, &plan.contract})
    for (const FileReference& file : *files)
      if (const Plan* claims = base.plan_of(file.path)) return claims;
  return nullptr;
}

void add_files(const std::vector<FileReference>& files, std::vector<FileReference>& into) {
  for (const FileReference& file : files) {
    const bool known = std::any_of(into.begin(), into.end(), [&](const FileReference& other) { return other.path == file.path; });
    if (!known) into.push_back(file);
  }
}

WindowMark mark_at(const git::History& history, std::size_t step, text::Place place, std::string text) {
  return {*history.at(step), step, history.landed_at(step), place, std::move(text)};
}

bool is_of(const Workload& workload, const Plan& plan) {
  return plan.app.empty() ? is_deployed_app(workload) && workload.uses(plan.database) : workload.app == plan.app;
}

// The environments that run the plan's app or hold its flag; null for those that cannot be told.
std::vector<const Environment*> environments_of(const Plan& plan, const Estate& base) {
  std::vector<const Environment*> found;
  const auto add = [&](const Environment* environment) {
    if (std::find(found.begin(), found.end(), environment) == found.end()) found.push_back(environment);
  };
  for (const Workload& workload : base.workloads())
    if (is_of(workload, plan)) add(workload.environment());
  for (const Flag& flag : base.flags())
    if (plan.flag == flag.name) add(flag.environment());
  std::sort(found.begin(), found.end(), [](const Environment* one, const Environment* other) {
    return one && other ? one->order < other->order : one < other;
  });
  return found;
}

// Plays the deployments of one environment, oldest first.
class WindowClock {
 public:
  WindowClock(const Plan& plan, bool flag_on_at_first, EnvironmentWindow& window)
      : has_flag_(plan.flag.has_value()), on_(flag_on_at_first), window_(&window) {}

  void play(const Deployment& deployment, const WindowMark& mark) {
    switch (deployment.kind) {
      case Kind::appeared:
      case Kind::release:
        return release(mark);
      case Kind::flag_on:
        on_ = true;
        window_->flag_on = mark;
        return window_->opened ? restart(mark) : open(mark);
      case Kind::flag_off:
        on_ = false;
        window_->flag_on.reset();
        return;
      case Kind::flag_retired:
        window_->flag_was_retired = true;
        return;
    }
  }

 private:
  // Where nothing is protected new versions come all day: there it has to have opened and lasted once.
  void release(const WindowMark& mark) {
    const bool restarts = !window_->environment || window_->environment->is_protected;
    if (window_->opened) return restarts ? restart(mark) : void();
    window_->released = mark;
    open(mark);
  }
  void open(const WindowMark& mark) {
    if (window_->released && (!has_flag_ || on_)) window_->opened = mark;
  }
  void restart(const WindowMark& mark) { window_->restarts.push_back(mark); }

  bool has_flag_;
  bool on_;
  EnvironmentWindow* window_;
};

bool concerns(const Deployment& deployment, const Environment* environment) {
  return deployment.environment == (environment ? environment->name : "");
}

enum class FlagState { on, off, missing };

// Where an environment has several of it, in several Kubernetes clusters, one that is off is enough.
FlagState state_of(const FlagName& name, const Environment* environment, const Estate& base) {
  FlagState state = FlagState::missing;
  for (const Flag& flag : base.flags()) {
    if (flag.name != name || flag.environment() != environment) continue;
    if (!flag.on) return FlagState::off;
    state = FlagState::on;
  }
  return state;
}

// What the flag was before the oldest of the deployments: as it is now, with each flip undone.
bool flag_before(const std::vector<const Deployment*>& oldest_first, bool now) {
  for (const Deployment* deployment : oldest_first) {
    if (deployment->kind == Kind::flag_on) return false;
    if (deployment->kind == Kind::flag_off || deployment->kind == Kind::flag_retired) return true;
  }
  return now;
}

EnvironmentWindow window_in(const Environment* environment, const Plan& plan, const Estate& base, const git::History& history,
                            const std::deque<Deployment>& deployments, std::size_t since) {
  EnvironmentWindow window;
  window.environment = environment;
  window.duration = plan.window->duration.value_or(0);
  std::vector<const Deployment*> oldest_first;
  for (const Deployment& deployment : deployments)
    if (deployment.step <= since && concerns(deployment, environment)) oldest_first.insert(oldest_first.begin(), &deployment);
  const FlagState flag = plan.flag ? state_of(*plan.flag, environment, base) : FlagState::missing;
  WindowClock clock(plan, flag_before(oldest_first, flag == FlagState::on), window);
  // A commit that brings release and flag together does so at once: the release counts first.
  std::stable_sort(oldest_first.begin(), oldest_first.end(), [](const Deployment* one, const Deployment* other) {
    return one->step != other->step ? one->step > other->step : one->kind < other->kind;
  });
  for (const Deployment* deployment : oldest_first)
    clock.play(*deployment, mark_at(history, deployment->step, deployment->place, deployment->text));
  window.flag_is_off = plan.flag && flag != FlagState::on && !(flag == FlagState::missing && window.flag_was_retired);
  return window;
}

// A plan without app and flag has nothing else to wait for.
EnvironmentWindow window_of_expand(const WindowMark& expand, const Plan& plan) {
  EnvironmentWindow window;
  window.duration = plan.window->duration.value_or(0);
  window.opened = expand;
  return window;
}

}  // namespace

Plan terms_of(const Plan& plan, const Estate& base) {
  Plan terms = plan;
  const Plan* before = recorded(plan, base);
  if (!terms.window) terms.window.emplace();
  text::Seconds duration = terms.window->duration.value_or(base.policy().rollback_window_minimum);
  if (!before) {
    terms.window->duration = std::max(duration, base.policy().rollback_window_minimum);
    return terms;
  }
  if (!before->app.empty()) terms.app = before->app;
  if (before->flag) terms.flag = before->flag;
  if (!before->database.empty()) terms.database = before->database;
  add_files(before->expand, terms.expand);
  if (before->window) {
    duration = std::max(duration, before->window->duration.value_or(base.policy().rollback_window_minimum));
    for (const std::string& criterion : before->window->criteria)
      if (std::find(terms.window->criteria.begin(), terms.window->criteria.end(), criterion) == terms.window->criteria.end())
        terms.window->criteria.push_back(criterion);
  }
  terms.window->duration = duration;
  return terms;
}

std::string WindowMark::when() const {
  return fmt::format("{} with {}", text::format_time(at), commit.id.short_hex());
}

std::optional<text::Seconds> EnvironmentWindow::ends() const {
  if (!opened || flag_is_off) return {};
  return clock().at + duration;
}

std::optional<text::Seconds> EnvironmentWindow::first_end() const {
  if (!opened) return {};
  return opened->at + duration;
}

const WindowMark* RollbackWindow::expand() const {
  if (!awaited.empty() || expanded.empty()) return nullptr;
  return &*std::min_element(expanded.begin(), expanded.end(),
                            [](const WindowMark& one, const WindowMark& other) { return one.step < other.step; });
}

RollbackWindow find_rollback_window(const Plan& asked, const Estate& base, const git::History& history, Library& library) {
  RollbackWindow window;
  window.plan = &asked;
  window.terms = terms_of(asked, base);
  const Plan& plan = window.terms;
  for (const FileReference& file : plan.expand) {
    if (const auto step = history.landed_step(file.path))
      window.expanded.push_back(mark_at(history, *step, {}, "the expand " + text::visible(file.path)));
    else
      window.awaited.push_back(file);
  }
  const WindowMark* expand = window.expand();
  if (!plan.expand.empty() && !expand) return window;
  DeploymentSubject subject{.apps = {}, .flags = {}, .database = plan.app.empty() ? plan.database : ""};
  if (!plan.app.empty()) subject.apps.insert(plan.app);
  if (plan.flag) subject.flags.insert(*plan.flag);
  Deployments deployments(history, library, base, std::move(subject));
  constexpr std::size_t all = static_cast<std::size_t>(-1) - 1;
  const std::size_t since = expand ? expand->step : all;
  const std::deque<Deployment>& found = deployments.until(since);
  window.cut_short = deployments.cut_short();
  for (const Environment* environment : environments_of(plan, base))
    window.environments.push_back(window_in(environment, plan, base, history, found, since));
  if (window.environments.empty() && plan.app.empty() && !plan.flag && expand)
    window.environments.push_back(window_of_expand(*expand, plan));
  return window;
}

}  // namespace safeops
