#pragma once

#include <map>
#include <string_view>
#include <tuple>

#include "change/change.hpp"

namespace safeops::rules {

// The migration Jobs and workloads of base, found by what they are called and where: environment, Kubernetes cluster, namespace,
// kind and name. The change must outlive it.
class BeforeChange {
 public:
  explicit BeforeChange(const Change& change);

  // What a Job or workload of head takes the place of; null when it is new.
  [[nodiscard]] const MigrationJob* job(const MigrationJob& at_head) const;
  [[nodiscard]] const Workload* workload(const Workload& at_head) const;
  // Does this change make the Job run: is it new, or does its pod template differ?
  [[nodiscard]] bool brings(const MigrationJob& at_head) const;

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, std::string_view>;
  static Key key(const View& view);

  std::map<Key, const MigrationJob*> jobs_;
  std::map<Key, const Workload*> workloads_;
};

}  // namespace safeops::rules
