#include "report/status.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cli/session.hpp"
#include "git/cannot_run.hpp"

namespace safeops {
namespace {

constexpr std::size_t usual_steps = 1'000;  // commits looked at for versions

}  // namespace

int run_status(const Arguments& arguments, const Surroundings& surroundings) {
  const text::Seconds now = time_to_judge_at(arguments);
  const git::Repository repository = open_repository(arguments, surroundings);
  const git::Oid commit = repository.resolve(arguments.at.empty() ? "HEAD" : arguments.at);
  Progress progress(surroundings);
  progress.say("reading history ...");
  Library library(repository, choose_jobs(arguments));
  const git::Snapshot snapshot = git::Snapshot::of_commit(repository, commit);
  const Estate estate(library, snapshot, policy_of(snapshot, library));
  const Change itself(estate, estate, library, {.base_commit = commit, .authors = {}, .now = now, .target = {}});
  Status status = read_status(itself, arguments.last ? arguments.last : usual_steps);
  status.revision = commit.short_hex();
  *surroundings.out << (arguments.json ? write_status_json(status) : write_status(status, wants_color(arguments, surroundings)));
  return 0;
}

}  // namespace safeops
