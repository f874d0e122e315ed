#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "estate/estate.hpp"
#include "git/history.hpp"

namespace safeops {

// What ran in one environment changed, with a commit of the base branch.
struct Deployment {
  enum class Kind {
    appeared,  // an app that was not there before
    release,   // another version of an app
    flag_on,
    flag_off,
    flag_retired,  // the key of a flag that was on is gone: the app does not ask any more
  };
  Kind kind = Kind::release;
  std::size_t step = 0;     // of the history: the commit History::at(step)
  std::string environment;  // "" where none can be told
  std::string app;          // appeared and release: the workload's name
  std::string namespace_;   // and namespace
  Artifact from;            // release: what one container, chart or source ran before
  Artifact to;              // and after
  FlagName flag;
  text::Place place;  // of the value, in the file as that commit wrote it; none for what is gone
  std::string text;   // "the release of backend in production: image 1.4.0 -> 1.5.0"; safe to print

  // Does it give a workload another version where it runs `artifact`: in the same container, chart or source?
  [[nodiscard]] bool is_release_of(std::string_view workload, const Artifact& artifact) const;
};

// Whose deployments are asked for.
struct DeploymentSubject {
  std::set<std::string, std::less<>> apps;  // names of workloads
  std::set<FlagName> flags;
  std::string database;  // every app on this CNPG Cluster, too; "" for none

  auto operator<=>(const DeploymentSubject&) const = default;
};

// What tells one version from another. Views into the artifact.
struct Version {
  std::string_view name;
  std::string_view tag;
  std::string_view digest;

  auto operator<=>(const Version&) const = default;
};
Version version_of(const Artifact& artifact);

// The deployments of one subject in the history of the base branch, newest first. Looks back as far as it is asked to, and
// renders only commits that touch what delivers the subject. Everything given must outlive it.
class Deployments {
 public:
  Deployments(const git::History& history, Library& library, const Estate& tip, DeploymentSubject subject);

  // All with steps up to and including `last`.
  const std::deque<Deployment>& until(std::size_t last);
  // The i-th newest, null when there is none.
  const Deployment* at(std::size_t i);
  // Whether less could be looked at than was asked for: a shallow clone, or more history than can be gone through.
  [[nodiscard]] bool cut_short() const { return cut_short_; }

 private:
  bool look_back();
  void compare(const Estate& older, const Estate& newer);
  void watch(const Estate& estate);
  [[nodiscard]] bool concerns(const std::vector<std::string>& paths) const;
  [[nodiscard]] bool is_subject(const Workload& workload) const;

  const git::History* history_;
  Library* library_;
  const Estate* tip_;
  DeploymentSubject subject_;
  std::optional<Estate> newer_;                     // of the commit at `step_`, unless that is as the tip
  std::set<std::string, std::less<>> directories_;  // with files the subject is delivered from
  bool all_paths_ = false;                          // a part of the subject is not to be found: it may have come from anywhere
  std::size_t step_ = 0;                            // the next to be looked at
  std::size_t rendered_ = 0;
  bool ended_ = false;
  bool cut_short_ = false;
  std::deque<Deployment> found_;
};

}  // namespace safeops
