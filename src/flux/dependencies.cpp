#include "flux/dependencies.hpp"

#include <algorithm>

#include "flux/flux_kustomization.hpp"

namespace safeops::flux {
namespace {

bool is_helm_release(const Object& object) {
  return object.is("helm.toolkit.fluxcd.io", "HelmRelease");
}

bool hides_something(const Unit& unit) {
  return unit.is_foreign || !unit.build->problems.empty() ||
         std::any_of(unit.objects().begin(), unit.objects().end(),
                     [](const Object& object) { return object.is(flux_operator_group, "ResourceSet"); });
}

// Tarjan's strongly connected components, without recursion: input may chain thousands.
class Circles {
 public:
  explicit Circles(std::deque<Dependent>& all) : all_(&all) {
    states_.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      if (states_[i].index == unseen) visit(i);
  }

 private:
  static constexpr std::size_t unseen = 0;
  struct State {
    std::size_t index = unseen;
    std::size_t low = 0;
    std::size_t next_entry = 0;
    bool is_open = false;
  };

  void visit(std::size_t start) {
    enter(start);
    while (!walk_.empty()) {
      const std::size_t at = walk_.back();
      if (const auto next = next_target(at); next == all_->size()) {
        leave(at);
      } else if (states_[next].index == unseen) {
        enter(next);
      } else if (states_[next].is_open) {
        states_[at].low = std::min(states_[at].low, states_[next].index);
      }
    }
  }

  void enter(std::size_t at) {
    states_[at] = {.index = ++seen_, .low = seen_, .next_entry = 0, .is_open = true};
    walk_.push_back(at);
    open_.push_back(at);
  }

  // The position of the next target, or the number of all when there is none left.
  std::size_t next_target(std::size_t at) {
    const auto& entries = (*all_)[at].depends_on;
    while (states_[at].next_entry < entries.size())
      if (const Dependent* target = entries[states_[at].next_entry++].target) return target->position;
    return all_->size();
  }

  void leave(std::size_t at) {
    walk_.pop_back();
    if (!walk_.empty()) states_[walk_.back()].low = std::min(states_[walk_.back()].low, states_[at].low);
    if (states_[at].low != states_[at].index) return;
    for (std::size_t member = all_->size(); member != at;) {
      member = open_.back();
      open_.pop_back();
      states_[member].is_open = false;
      (*all_)[member].circle = states_[at].index;
    }
  }

  std::deque<Dependent>* all_;
  std::vector<State> states_;
  std::vector<std::size_t> walk_;
  std::vector<std::size_t> open_;
  std::size_t seen_ = unseen;
};

}  // namespace

Dependencies::Dependencies(const Delivery& delivery) {
  for (const Unit& unit : delivery.units) {
    if (unit.kustomization) add(*unit.kustomization, unit.cluster);
    if (hides_something(unit)) partly_seen_.insert(unit.cluster);
    for (const Object& object : unit.objects())
      if (is_helm_release(object)) add(object, unit.cluster);
  }
  link();
  Circles{all_};
}

void Dependencies::add(const Object& object, std::string_view cluster) {
  Dependent dependent{.object = &object, .cluster = cluster, .name = unit_name(object), .depends_on = {}};
  const auto& entries = object.at("spec.dependsOn").items();
  const auto names = dependencies_of(object);
  for (std::size_t i = 0; i < entries.size(); ++i)
    dependent.depends_on.push_back({.name = names[i], .place = entries[i]["name"].place(), .is_opaque = entries[i].is_opaque()});
  dependent.position = all_.size();
  Dependent& kept = all_.emplace_back(std::move(dependent));
  by_key_.try_emplace({cluster, object.kind(), kept.name}, &kept);
}

void Dependencies::link() {
  for (Dependent& dependent : all_)
    for (Dependent::Entry& entry : dependent.depends_on) {
      const auto found = by_key_.find({dependent.cluster, dependent.object->kind(), entry.name});
      if (found == by_key_.end()) continue;
      entry.target = found->second;
      found->second->wanted_by.push_back(&dependent);
    }
}

const Dependent* Dependencies::find(std::string_view cluster, std::string_view kind, std::string_view name) const {
  const auto found = by_key_.find({cluster, kind, name});
  return found == by_key_.end() ? nullptr : found->second;
}

const Dependent* Dependencies::find(const Unit& unit) const {
  return find(unit.cluster, "Kustomization", unit.name);
}

std::vector<bool> Dependencies::waiting_for(const Dependent& target) const {
  std::vector<bool> waiting(all_.size());
  std::vector<const Dependent*> open{&target};
  while (!open.empty()) {
    const Dependent* at = open.back();
    open.pop_back();
    for (const Dependent* dependent : at->wanted_by) {
      if (waiting[dependent->position]) continue;
      waiting[dependent->position] = true;
      open.push_back(dependent);
    }
  }
  return waiting;
}

std::vector<const Dependent*> Dependencies::path(const Dependent& from, const Dependent& to) const {
  std::map<const Dependent*, const Dependent*> reached_from{{&from, nullptr}};
  std::deque<const Dependent*> open{&from};
  while (!open.empty() && !reached_from.contains(&to)) {
    for (const Dependent::Entry& entry : open.front()->depends_on)
      if (entry.target && reached_from.try_emplace(entry.target, open.front()).second) open.push_back(entry.target);
    open.pop_front();
  }
  std::vector<const Dependent*> way;
  if (!reached_from.contains(&to)) return way;
  for (const Dependent* at = &to; at; at = reached_from.at(at)) way.push_back(at);
  std::reverse(way.begin(), way.end());
  return way;
}

bool awaits(const Unit& unit, const Object& object) {
  if (unit.wait) return true;
  if (!unit.kustomization) return false;
  const auto& checks = unit.kustomization->at("spec.healthChecks").items();
  return std::any_of(checks.begin(), checks.end(), [&](const yaml::Node& check) {
    return check["kind"].text() == object.kind() && check["name"].text() == object.name() &&
           (check["namespace"].text().empty() || check["namespace"].text() == object.namespace_());
  });
}

}  // namespace safeops::flux
