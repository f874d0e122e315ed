#include "estate/freeze.hpp"

#include <algorithm>

namespace safeops {

bool Freeze::covers(const Environment* environment) const {
  return scope.empty() || !environment || std::find(scope.begin(), scope.end(), environment->name) != scope.end();
}

std::optional<Freeze> read_freeze(const git::Snapshot& snapshot, Library& library, std::vector<DocumentProblem>& problems) {
  const auto entry = snapshot.find(freeze_path);
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
  }
  return freeze;
}

}  // namespace safeops
