#include "rules/rule.hpp"
#include "rules/yaml_faults.hpp"

namespace safeops::rules {
namespace {

bool is_plan(const Change& change, const WatchedFile& file) {
  return file.path().starts_with(".safeops/plans/") || change.head().plan_of(file.path());
}

std::string_view why_it_hurts(const WatchedFile& file) {
  if (file.kind == WatchedFile::Kind::safeops)
    return "The gate cannot judge what it cannot read: it goes on as if the file were not there.";
  return file.deployed ? "Flux cannot apply it, and the gate cannot judge what it cannot read."
                       : "Nothing applies the file today. The moment something does, the build fails.";
}

void check(const Change& change, Findings& out) {
  for (const WatchedFile& file : change.watched()) {
    const bool hard_stop = is_plan(change, file);
    for (const yaml::Problem* problem : new_problems(file, yaml::Problem::Kind::syntax))
      out.add({.place = problem->place,
               .what = fmt::format("{} is {}", file.path(), problem->message),
               .why = std::string(why_it_hurts(file)),
               .next = "Correct the line: indentation, quotes and tabs are the usual causes.",
               .level = file.deployed || hard_stop ? Level::error : Level::note,
               .hard_stop = hard_stop});
  }
}

}  // namespace

extern constinit const Rule gate_unparsable_yaml{
    .title = "A file that matters is not YAML", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
