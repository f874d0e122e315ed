#include "rules/yaml_faults.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

// The same fault on the same text, whatever line it has moved to.
bool same_fault(const yaml::Problem& one, const yaml::Problem& other) {
  const auto line = [](const yaml::Problem& problem) {
    return problem.place ? problem.place.source->line(problem.place.start().line) : std::string_view{};
  };
  return one.kind == other.kind && line(one) == line(other);
}

bool was_there(const yaml::File* base, const yaml::Problem& problem) {
  return base && std::any_of(base->problems.begin(), base->problems.end(),
                             [&](const yaml::Problem& before) { return same_fault(before, problem); });
}

}  // namespace

std::vector<const yaml::Problem*> new_problems(const WatchedFile& file, yaml::Problem::Kind kind) {
  std::vector<const yaml::Problem*> found;
  if (!file.yaml) return found;
  for (const yaml::Problem& problem : file.yaml->problems)
    if (problem.kind == kind && !was_there(file.base_yaml, problem)) found.push_back(&problem);
  return found;
}

}  // namespace safeops::rules
