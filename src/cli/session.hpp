#pragma once

#include <list>
#include <memory>
#include <optional>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/revisions.hpp"
#include "estate/estate.hpp"
#include "gate/verdict.hpp"
#include "git/repository.hpp"
#include "git/signature.hpp"
#include "git/snapshot.hpp"
#include "text/time.hpp"

namespace safeops {

// The repository the arguments mean, and how many threads to use.
git::Repository open_repository(const Arguments& arguments, const Surroundings& surroundings);
unsigned choose_jobs(const Arguments& arguments);

// --now, else the clock.
text::Seconds time_to_judge_at(const Arguments& arguments);

// What --at names: a commit, else the work tree (no commit), in a bare repository HEAD.
std::optional<git::Oid> choose_commit(const git::Repository& repository, const Arguments& arguments);
git::Snapshot choose_snapshot(const git::Repository& repository, const Arguments& arguments);

// The policy of one tree, read once a file. Throws CannotRun for one that is wrong.
const Policy& policy_of(const git::Snapshot& snapshot, Library& library);

// Replaces what the file held. Throws CannotRun naming a file that cannot be written.
void write_file(const std::string& path, const std::string& content);

// Each output's text goes to its file, else to standard output.
void write_outputs(const std::vector<Output>& outputs, const std::vector<std::string>& texts, const Surroundings& surroundings);

// Whether what is printed to standard output may be coloured.
bool wants_color(const Arguments& arguments, const Surroundings& surroundings);

// What a session reads: a library, and the estates asked for last. In a replay the base of one commit is the head of the next.
class Reading {
 public:
  Reading(const git::Repository& repository, unsigned jobs) : library_(repository, jobs) {}

  [[nodiscard]] Library& library() { return library_; }
  // Valid until two others have been asked for since.
  const Estate& estate(const git::Snapshot& snapshot, const Policy& policy);

 private:
  Library library_;
  std::list<Estate> estates_;  // the one asked for last at the end
};

// A change and what the gate says of it. Its places point into what was read.
struct Judgement {
  std::unique_ptr<git::SignedFiles> signed_files;  // the change asks it
  std::unique_ptr<Change> change;
  Verdict verdict;
};

// Everything between two trees and a verdict. `reading` may serve many calls. Throws CannotRun for a policy that is wrong.
Judgement judge_change(const Revisions& revisions, text::Seconds now, const Arguments& arguments, Reading& reading);
Verdict judge_revisions(const Revisions& revisions, text::Seconds now, const Arguments& arguments, Reading& reading);

// A line on standard error when a run takes longer than a second, on a terminal only; wiped when the work is done.
class Progress {
 public:
  explicit Progress(const Surroundings& surroundings);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void say(std::string_view what);  // cheap; prints at most ten times a second

 private:
  const Surroundings* surroundings_;
  long long started_;
  long long printed_ = 0;
};

// Commands. Each returns the exit code.
int run_check(const Arguments& arguments, const Surroundings& surroundings);
int run_audit(const Arguments& arguments, const Surroundings& surroundings);
int run_replay(const Arguments& arguments, const Surroundings& surroundings);
int run_render(const Arguments& arguments, const Surroundings& surroundings);
int run_sql(const Arguments& arguments, const Surroundings& surroundings);
int run_status(const Arguments& arguments, const Surroundings& surroundings);
int run_decide(const Arguments& arguments, const Surroundings& surroundings);
int run_model(const Arguments& arguments, const Surroundings& surroundings);
int run_explain(const Arguments& arguments, const Surroundings& surroundings);
int run_rules(const Surroundings& surroundings);
int run_schema(const Arguments& arguments, const Surroundings& surroundings);
int run_completion(const Arguments& arguments, const Surroundings& surroundings);

}  // namespace safeops
