#include "change/deployments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "change/change.hpp"
#include "change/comparison.hpp"
#include "estate/flag_reading.hpp"
#include "flux/repository_path.hpp"
#include "flux/tree_reader.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_steps = 50'000;
constexpr std::size_t most_rendered = 1'000;

bool may_declare(std::string_view path) {
  return !path.ends_with(".md") && !path.ends_with(".sql") && !path.starts_with(".safeops/");
}

std::string environment_of(const Environment* environment) {
  return environment ? environment->name : "";
}

Deployment as_deployment(const Release& release, std::size_t step) {
  return {.kind = Deployment::Kind::release,
          .step = step,
          .environment = environment_of(release.environment()),
          .app = release.app(),
          .namespace_ = std::string(release.after->object().namespace_()),
          .from = release.from,
          .to = release.to,
          .flag = {},
          .place = release.to.place,
          .text = "the release of " + release.text()};
}

Deployment as_deployment(const FlagFlip& flip, std::size_t step) {
  using Kind = Deployment::Kind;
  const Kind kind = flip.turns_on() ? Kind::flag_on : flip.after ? Kind::flag_off : Kind::flag_retired;
  const std::string where = flip.environment() ? " in " + flip.environment()->name : "";
  const std::string_view verb = kind == Kind::flag_on ? "turned on" : kind == Kind::flag_off ? "turned off" : "taken out";
  return {.kind = kind,
          .step = step,
          .environment = environment_of(flip.environment()),
          .app = {},
          .namespace_ = {},
          .from = {},
          .to = {},
          .flag = flip.name,
          .place = flip.after ? flip.after->place : text::Place{},
          .text = fmt::format("flag {} {}{}", text::visible(flip.name.key), verb, where)};
}

}  // namespace

Version version_of(const Artifact& artifact) {
  return {artifact.name, artifact.tag, artifact.digest};
}

bool Deployment::is_release_of(std::string_view workload, const Artifact& artifact) const {
  return kind == Kind::release && app == workload && to.form == artifact.form && to.slot == artifact.slot;
}

Deployments::Deployments(const git::History& history, Library& library, const Estate& tip, DeploymentSubject subject)
    : history_(&history), library_(&library), tip_(&tip), subject_(std::move(subject)) {
  watch(tip);
}

const std::deque<Deployment>& Deployments::until(std::size_t last) {
  while (step_ <= last && look_back()) {
  }
  return found_;
}

const Deployment* Deployments::at(std::size_t i) {
  while (found_.size() <= i && look_back()) {
  }
  return i < found_.size() ? &found_[i] : nullptr;
}

bool Deployments::look_back() {
  if (ended_) return false;
  const git::Commit* newer = history_->at(step_);
  const git::Commit* older = newer ? history_->at(step_ + 1) : nullptr;
  ended_ = !older || step_ == most_steps || rendered_ == most_rendered;
  cut_short_ = ended_ && (older || history_->truncated());
  if (ended_) return false;
  if (newer->tree != older->tree && concerns(flux::changed_paths(library_->repository(), older->tree, newer->tree))) {
    ++rendered_;
    Estate before(*library_, git::Snapshot(library_->repository(), older->tree), tip_->policy());
    compare(before, newer_ ? *newer_ : *tip_);
    watch(before);
    newer_.emplace(std::move(before));
  }
  ++step_;
  return true;
}

void Deployments::compare(const Estate& older, const Estate& newer) {
  for (const Release& release : compare_releases(older, newer))
    if (release.is_version() && is_subject(*release.after)) found_.push_back(as_deployment(release, step_));
  for (const FlagFlip& flip : compare_flags(older, newer))
    if (subject_.flags.contains(flip.name)) found_.push_back(as_deployment(flip, step_));
  const auto there = [&](const Workload& workload) {
    const auto& before = older.workloads();
    return std::any_of(before.begin(), before.end(), [&](const Workload& other) {
      return other.app == workload.app && other.resource->environment_name() == workload.resource->environment_name();
    });
  };
  for (const Workload& workload : newer.workloads()) {
    if (!is_subject(workload) || there(workload)) continue;
    Deployment deployment;
    deployment.kind = Deployment::Kind::appeared;
    deployment.step = step_;
    deployment.environment = environment_of(workload.environment());
    deployment.app = workload.app;
    deployment.namespace_ = std::string(workload.object().namespace_());
    deployment.place = workload.place();
    deployment.text = fmt::format("the first release of {}", workload.text());
    found_.push_back(std::move(deployment));
  }
}

bool Deployments::is_subject(const Workload& workload) const {
  return subject_.apps.contains(workload.app) || (!subject_.database.empty() && workload.uses(subject_.database));
}

// Where the subject comes from in one revision: the directories its units read, and those of the units that apply them.
void Deployments::watch(const Estate& estate) {
  std::set<const flux::Unit*> units;
  std::set<std::string> apps;
  std::set<FlagName> flags;
  directories_.clear();
  for (const Workload& workload : estate.workloads()) {
    if (!is_subject(workload)) continue;
    apps.insert(workload.app);
    units.insert(workload.resource->unit);
    for (const Artifact& artifact : workload.artifacts)
      if (artifact.place) directories_.emplace(flux::parent_directory(artifact.place.path()));
  }
  for (const Resource& resource : estate.resources())
    for (const FlagName& flag : subject_.flags) {
      if (name_without_hash(resource.object->name()) != flag.config_map) continue;
      flags.insert(flag);
      units.insert(resource.unit);
    }
  for (bool more = true; more;) {
    const std::size_t size = units.size();
    for (const flux::Unit& unit : estate.delivery().units) {
      const bool applies = std::any_of(units.begin(), units.end(), [&](const flux::Unit* other) {
        return other->applied_by == unit.name && other->cluster == unit.cluster;
      });
      if (applies) units.insert(&unit);
    }
    more = units.size() > size;
  }
  for (const flux::Unit* unit : units) {
    for (const std::string& path : unit->build->inputs) directories_.emplace(flux::parent_directory(path));
    if (unit->kustomization) directories_.emplace(flux::parent_directory(unit->kustomization->place().path()));
  }
  all_paths_ = apps.empty() || flags.size() < subject_.flags.size();
}

// A path may be that of a whole directory that came or went.
bool Deployments::concerns(const std::vector<std::string>& paths) const {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    if (directories_.contains(flux::parent_directory(path)) || (all_paths_ && may_declare(path))) return true;
    const auto within = directories_.lower_bound(path);
    return within != directories_.end() && (*within == path || within->starts_with(path + '/'));
  });
}

}  // namespace safeops
