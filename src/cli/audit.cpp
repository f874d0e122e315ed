#include "gate/audit.hpp"

#include <fmt/format.h>

#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "git/empty_tree.hpp"
#include "report/audit.hpp"

namespace safeops {
namespace {

// The commit whose history tells since when something stands there: of the work tree the one that is checked out.
std::optional<git::Oid> history_of(const git::Repository& repository, const std::optional<git::Oid>& commit) {
  if (commit) return commit;
  try {
    return repository.resolve("HEAD");
  } catch (const CannotRun&) {
    return {};  // no commit yet
  }
}

void check_arguments(const Arguments& arguments) {
  for (const Output& output : arguments.outputs)
    if (output.format == Format::github)
      throw CannotRun("--format github: an audit has no lines of a change to annotate; use sarif, or markdown for the summary.");
  for (const std::string& id : arguments.only)
    if (!find_rule(id)->rule->lasting)
      throw CannotRun(fmt::format("--only {}: that rule judges a step, and an audit looks at what stands. Use check.", id));
}

std::string write(const Audit& audit, Format format, bool color) {
  switch (format) {
    case Format::json:
      return write_audit_json(audit);
    case Format::markdown:
      return write_audit_markdown(audit);
    case Format::sarif:
      return write_sarif(audit.verdict);
    case Format::text:
    case Format::github:
      return write_audit(audit, color);
  }
  return {};
}

}  // namespace

int run_audit(const Arguments& arguments, const Surroundings& surroundings) {
  check_arguments(arguments);
  const text::Seconds now = time_to_judge_at(arguments);
  const git::Repository repository = open_repository(arguments, surroundings);
  std::vector<Output> outputs = arguments.outputs;
  if (outputs.empty()) outputs.push_back({});
  std::vector<std::string> texts;
  int exit_code = 0;
  {
    Progress progress(surroundings);
    progress.say("reading ...");
    const auto commit = choose_commit(repository, arguments);
    Library library(repository, choose_jobs(arguments));
    const git::Snapshot snapshot = choose_snapshot(repository, arguments);
    const Policy& policy = policy_of(snapshot, library);
    const Estate nothing(library, git::Snapshot(repository, git::empty_tree), policy);
    const Estate estate(library, snapshot, policy);
    const Change change(nothing, estate, library,
                        {.base_commit = history_of(repository, commit), .authors = {}, .now = now, .target = {}, .reviews = {}});
    Audit audit = read_audit(change, library,
                             {.fail_on = arguments.fail_on, .only = arguments.only, .suppressions = arguments.suppressions});
    audit.revision = commit ? commit->short_hex() : "the work tree";
    for (const Output& output : outputs)
      texts.push_back(write(audit, output.format, output.file.empty() && wants_color(arguments, surroundings)));
    exit_code = audit.verdict.exit_code();
  }
  write_outputs(outputs, texts, surroundings);
  return exit_code;
}

}  // namespace safeops
