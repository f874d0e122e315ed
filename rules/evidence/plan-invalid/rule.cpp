#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

bool was_there(const Change& change, const DocumentProblem& problem) {
  const auto& before = change.base().document_problems();
  return std::any_of(before.begin(), before.end(), [&](const DocumentProblem& other) {
    return other.message == problem.message && other.place.path() == problem.place.path();
  });
}

// A reference breaks where the file it names goes away: the plan itself may stay as it was.
const WatchedFile* file_taken_away(const Change& change, const DocumentProblem& problem) {
  for (const Plan& plan : change.head().plans()) {
    for (const auto* files : {&plan.expand, &plan.contract}) {
      const auto named =
          std::find_if(files->begin(), files->end(), [&](const FileReference& f) { return f.place == problem.place; });
      if (named == files->end()) continue;
      const auto& watched = change.watched();
      const auto gone = std::find_if(watched.begin(), watched.end(), [&](const WatchedFile& file) {
        return file.base && file.base->path() == named->path && (!file.head || file.file->renamed());
      });
      return gone == watched.end() ? nullptr : &*gone;
    }
  }
  return nullptr;
}

void check(const Change& change, Findings& out) {
  for (const DocumentProblem& problem : change.head().document_problems()) {
    const bool touched = change.touches(problem.place.source);
    if (!touched && was_there(change, problem)) continue;
    Finding finding{
        .place = problem.place,
        .what = problem.message,
        .why = "The gate decides by what this document says; what it cannot read or find it cannot count in your favour.",
        .next =
            "Correct the line; `safeops-check schema plan` and `safeops-check schema evidence` print what these documents may "
            "hold."};
    const WatchedFile* gone = touched ? nullptr : file_taken_away(change, problem);
    if (gone) {
      finding.place = gone->first_line();
      finding.next = "Change the plan in the same change, or leave the file where it is.";
      finding.related.push_back({problem.place, "the plan that names it"});
    }
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule evidence_plan_invalid{
    .title = "Plan or evidence document is not valid", .level = Level::error, .check = check};

}  // namespace safeops::rules
