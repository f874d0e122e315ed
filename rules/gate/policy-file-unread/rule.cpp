#include "rules/rule.hpp"
#include "change/running_queries.hpp"

namespace safeops::rules {
namespace {

text::Place first_statement(const MigrationStep& step) {
  return step.after->place(step.statements.front().statement->span);
}

Finding about_dump(const UnreadFile& file) {
  return {.place = first_statement(*file.step),
          .what = fmt::format("what database {} holds is not known: {} {}", file.database, file.name, file.reason),
          .why =
              "The policy has migrations judged on top of this dump. Without it nobody can tell whether what they change is old, "
              "and what hangs on it.",
          .next = "Bring the dump to the base branch in a change of its own, or correct `schema` in the policy.",
          .related = {{file.place, file.missing ? "the policy names it here" : "the dump"}},
          .level = Level::error};
}

Finding about_queries(const UnreadFile& file) {
  return {.place = first_statement(*file.step),
          .what = fmt::format("not all queries on database {} are known: {} {}", file.database, file.name, file.reason),
          .why =
              "The policy wants them to work after every migration. Whether this one breaks those that cannot be read is not "
              "proved.",
          .next = "Correct the file on the base branch in a change of its own, or `queries` in the policy.",
          .related = {{file.place, file.missing ? "the policy names it here" : "the queries"}},
          .level = file.missing ? Level::error : Level::warning};
}

void check(const Change& change, Findings& out) {
  for (const UnreadFile& file : change.running_queries().unread)
    out.add(file.use == UnreadFile::Use::schema ? about_dump(file) : about_queries(file));
}

}  // namespace

extern constinit const Rule gate_policy_file_unread{
    .title = "A file that the policy judges by cannot be read", .level = Level::error, .check = check};

}  // namespace safeops::rules
