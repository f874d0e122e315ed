#include "rules/rule.hpp"
#include "estate/schema_check.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view program = "safeops-check";
constexpr std::string_view schemas = ".safeops/schemas/";

bool calls_the_gate(const text::Source* workflow) {
  return workflow && workflow->text().find(program) != std::string_view::npos;
}

// As `plan new` and `init` write it.
bool is_own_schema(const WatchedFile& file) {
  std::string_view name = std::string_view(file.path()).substr(schemas.size());
  if (!name.ends_with(".json")) return false;
  name.remove_suffix(std::string_view(".json").size());
  return file.head && file.head->text() == document_schema(name);
}

// What part of the gate a file is; empty for every other file.
std::string_view part(const WatchedFile& file) {
  if (file.kind == WatchedFile::Kind::workflow && (calls_the_gate(file.base) || calls_the_gate(file.head)))
    return "the workflow that runs the gate";
  const std::string& path = file.file->base ? file.file->base->path : file.path();
  if (path == policy_path || file.path() == policy_path) return "the gate's policy";
  if (path == freeze_path || file.path() == freeze_path) return "the freeze";
  if (path == ".safeops/allowed_signers" || path == ".safeops/allowed_signers.asc") return "the list of who may sign approvals";
  if (path.starts_with(schemas) && !is_own_schema(file)) return "a schema by which editors complete the gate's documents";
  return {};
}

std::string_view deed(const git::FileChange& file) {
  if (file.added()) return "adds";
  if (file.removed()) return "removes";
  return file.renamed() ? "moves" : "edits";
}

void check(const Change& change, Findings& out) {
  for (const WatchedFile& file : change.watched()) {
    const std::string_view what = part(file);
    if (what.empty()) continue;
    const bool runs_on_merge = file.kind == WatchedFile::Kind::workflow;
    out.add({.place = file.first_changed_line(),
             .what = fmt::format("this change {} {}, {}", deed(*file.file), what, file.path()),
             .why = runs_on_merge
                        ? "A pull request runs its own copy of a workflow, so a change can switch off the check that judges it."
                        : "It decides about every later change. This one is still judged by what stands on the base branch.",
             .next = "Have the people who own the gate review it, in a change of its own: CODEOWNERS can require them for "
                     "`.safeops/` and "
                     "`.github/`."});
  }
}

}  // namespace

extern constinit const Rule gate_policy_changed{.title = "The gate itself is changed", .level = Level::warning, .check = check};

}  // namespace safeops::rules
