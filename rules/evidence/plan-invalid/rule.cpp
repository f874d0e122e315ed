#include <algorithm>

#include "rules/rule.hpp"
#include "text/escape.hpp"
#include "text/spelling.hpp"

namespace safeops::rules {
namespace {

bool was_there(const Change& change, const DocumentProblem& problem) {
  const auto& before = change.base().document_problems();
  return std::any_of(before.begin(), before.end(), [&](const DocumentProblem& other) {
    return other.message == problem.message && other.place.path() == problem.place.path();
  });
}

// A reference breaks where the file it names goes away: the plan itself may stay as it was.
struct BrokenReference {
  const Plan* plan = nullptr;
  const FileReference* named = nullptr;
};

BrokenReference reference_at(const Change& change, const text::Place& place) {
  for (const Plan& plan : change.head().plans()) {
    for (const auto* files : {&plan.expand, &plan.contract}) {
      const auto named =
          std::find_if(files->begin(), files->end(), [&](const FileReference& file) { return file.place == place; });
      if (named != files->end()) return {&plan, &*named};
    }
  }
  return {};
}

const WatchedFile* taken_away(const Change& change, const BrokenReference& reference) {
  if (!reference.named) return nullptr;
  const auto& watched = change.watched();
  const auto gone = std::find_if(watched.begin(), watched.end(), [&](const WatchedFile& file) {
    return file.base && file.base->path() == reference.named->path && (!file.head || file.file->renamed());
  });
  return gone == watched.end() ? nullptr : &*gone;
}

std::string_view schema_of(std::string_view path) {
  if (path.starts_with(".safeops/plans/")) return "plan";
  return path == policy_path ? "policy" : "evidence";
}

constexpr std::string_view why =
    "The gate decides by what this document says; what it cannot read or find it cannot count in your favour.";

Finding invalid(const DocumentProblem& problem) {
  return {.place = problem.place,
          .what = problem.message,
          .why = std::string(why),
          .next = fmt::format("Correct the line; `safeops-check schema {}` prints what the document may hold.",
                              schema_of(problem.place.path()))};
}

Finding left_behind(const BrokenReference& reference, const WatchedFile& gone) {
  const std::string fate = gone.head ? fmt::format("renames to {}", gone.path()) : "removes";
  return {.place = gone.first_line(),
          .what = fmt::format("plan {} names {}, which this change {}", reference.plan->name, reference.named->path, fate),
          .why = std::string(why),
          .next = fmt::format("Change {} as well, or leave the file where it is.", reference.plan->source->path()),
          .related = {{reference.named->place, fmt::format("plan {} names it here", reference.plan->name)}}};
}

// What the schema of the policy cannot know.
void check_settings(const Change& change, Findings& out) {
  const auto found = std::find_if(change.watched().begin(), change.watched().end(),
                                  [](const WatchedFile& file) { return file.path() == policy_path; });
  if (found == change.watched().end() || !found->yaml || found->yaml->documents.empty()) return;
  for (const auto& [key, level] : found->yaml->documents.front().root["rules"].members()) {
    const RuleEntry* entry = find_rule(key.text());
    if (!entry)
      out.add(invalid({key.place(), fmt::format("there is no rule `{}`{}", text::visible(key.text()),
                                                text::suggestion(key.text(), nearest_rules(key.text())))}));
    else if (entry->rule->hard_stop && level.text() != "error")
      out.add(invalid({level.place(), fmt::format("{} is a hard stop: it stays an error, and cannot be set to `{}`", entry->id,
                                                  text::visible(level.text()))}));
  }
}

void check(const Change& change, Findings& out) {
  check_settings(change, out);
  for (const DocumentProblem& problem : change.head().document_problems()) {
    const bool touched = change.touches(problem.place.source);
    if (!touched && was_there(change, problem)) continue;
    const BrokenReference reference = reference_at(change, problem.place);
    const WatchedFile* gone = touched ? nullptr : taken_away(change, reference);
    out.add(gone ? left_behind(reference, *gone) : invalid(problem));
  }
}

}  // namespace

extern constinit const Rule evidence_plan_invalid{
    .title = "Plan or evidence document is not valid", .level = Level::error, .hard_stop = true, .lasting = true, .check = check};

}  // namespace safeops::rules
