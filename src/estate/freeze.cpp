#include "estate/freeze.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops {

bool Freeze::covers(const Environment* environment) const {
  return scope.empty() || !environment || std::find(scope.begin(), scope.end(), environment->name) != scope.end();
}

std::optional<Freeze> read_freeze(const git::Snapshot& snapshot, Library& library, const Policy& policy,
                                  std::vector<DocumentProblem>& problems) {
  auto entry = snapshot.find(freeze_path);
  if (!entry) entry = snapshot.find(".safeops/freeze.yml");
  if (!entry) return {};
  Freeze freeze;
  if (!entry->is_file()) return freeze;
  const text::Source& source = library.sources().get(*entry);
  freeze.place = text::line_place(source, 1);
  for (const yaml::Document& document : library.documents().get(source).documents) {
    if (!document.root) continue;
    const std::vector<DocumentProblem>& found = library.problems(document.root, "freeze");
    problems.insert(problems.end(), found.begin(), found.end());
    freeze.place = document.root.place();
    freeze.reason = std::string(document.root.at("spec.reason").text());
    if (found.empty()) freeze.scope = yaml::texts(document.root.at("spec.scope"));
    for (const yaml::Node& name : document.root.at("spec.scope").items()) {
      if (policy.environment(name.text())) continue;
      problems.push_back({name.place(), fmt::format("there is no environment `{}`: the freeze holds for all", name.text())});
      freeze.scope.clear();
    }
  }
  return freeze;
}

}  // namespace safeops
