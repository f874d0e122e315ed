#include "rules/rule.hpp"
#include "change/running_queries.hpp"

namespace safeops::rules {
namespace {

text::Place first_statement(const MigrationStep& step) {
  return step.after->place(step.statements.front().statement->span);
}

using Cause = UnreadFile::Cause;

std::string_view place_of(const UnreadFile& file, std::string_view content) {
  return file.cause == Cause::unreadable ? content : "the policy names it here";
}

Finding about_dump(const UnreadFile& file) {
  return {.place = first_statement(*file.step),
          .what = fmt::format("what database {} holds is not known: {} {}", file.database, file.name, file.reason),
          .why =
              "The policy has migrations judged on top of this dump. Without it nobody can tell whether what they change is old, "
              "and what hangs on it.",
          .next = "Bring the dump to the base branch in a change of its own, or correct `schema` in the policy.",
          .related = {{file.place, std::string(place_of(file, "the dump"))}},
          .level = Level::error};
}

Finding about_queries(const UnreadFile& file) {
  return {.place = first_statement(*file.step),
          .what = fmt::format("not all queries on database {} are known: {} {}", file.database, file.name, file.reason),
          .why =
              "The policy wants them to work after every migration. Whether this one breaks those that cannot be read is not "
              "proved.",
          .next = "Correct the file on the base branch in a change of its own, or `queries` in the policy.",
          .related = {{file.place, std::string(place_of(file, "the queries"))}},
          .level = file.cause == Cause::unreadable ? Level::warning : Level::error};
}

Finding about_assignment(const UnreadFile& file) {
  return {
      .place = first_statement(*file.step),
      .what = fmt::format("nothing is judged by {}: no migration is known to be of database {}, which the policy names it for",
                          file.name, file.database),
      .why =
          "This migration is of no database that the policy names. If it is of that one, it is judged without the dump and the "
          "queries that the policy wants it judged by.",
      .next = "Say in the policy, with `migrations`, which files are of which database, or correct the name of the Cluster.",
      .related = {{file.place, "the policy names it here"}},
      .level = Level::error};
}

Finding about(const UnreadFile& file) {
  if (file.cause == Cause::unused) return about_assignment(file);
  return file.use == UnreadFile::Use::schema ? about_dump(file) : about_queries(file);
}

void check(const Change& change, Findings& out) {
  for (const UnreadFile& file : change.running_queries().unread) out.add(about(file));
}

}  // namespace

extern constinit const Rule gate_policy_file_unread{
    .title = "A file that the policy judges by cannot be read", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
