#include "cli/session.hpp"
#include "cli/question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <ostream>
#include <sstream>
#include <thread>

#include "gate/gate.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

long long now_in_milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

const text::Source* policy_in(const git::Snapshot& snapshot, Library& library) {
  const auto entry = snapshot.find(policy_path);
  return entry ? &library.sources().get(*entry) : nullptr;
}

const text::Source* policy_file(const std::string& path, Library& library) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw CannotRun(fmt::format("--policy-from {}: the file cannot be read. Write base, head, or the path of a policy.", path));
  std::stringstream content;
  content << in.rdbuf();
  return &library.sources().adopt(path, content.str());
}

void check_syntax(const Policy& policy) {
  if (policy.problems.empty()) return;
  const yaml::Problem& first = policy.problems.front();
  throw CannotRun(
      fmt::format("{}:{}: {}. The policy decides, so nothing is judged until it is right; `safeops-check schema policy` "
                  "prints what it may hold.",
                  text::visible(policy.source->path()), first.place.start().line, text::visible(first.message)));
}

void check_rule_names(const Policy& policy) {
  for (const auto& [id, setting] : policy.rules) {
    if (find_rule(id)) continue;
    throw CannotRun(fmt::format("{}:{}: there is no rule `{}`.{}", text::visible(policy.source->path()),
                                setting.place.start().line, text::visible(id), did_you_mean(nearest_rules(id))));
  }
}

const Policy& read_policy(const text::Source* source, Library& library) {
  const Policy& policy = library.policy(source);
  check_syntax(policy);
  return policy;
}

const Policy& checked_policy(const text::Source* source, Library& library) {
  const Policy& policy = read_policy(source, library);
  check_rule_names(policy);
  return policy;
}

const Policy& load_policy(const Arguments& arguments, const git::Snapshot& base, const git::Snapshot& head, Library& library) {
  if (arguments.policy_from == "base") {
    const text::Source* source = policy_in(base, library);
    // A name that is wrong there must not keep out the change that corrects it.
    return source == policy_in(head, library) ? checked_policy(source, library) : read_policy(source, library);
  }
  if (arguments.policy_from == "head") return policy_of(head, library);
  return checked_policy(policy_file(arguments.policy_from, library), library);
}

// What may be trusted is for the base to say.
git::TrustedSigners trusted_signers(const git::Snapshot& base) {
  constexpr std::uint64_t largest = 1024 * 1024;
  const auto content = [&](std::string_view path) {
    const auto entry = base.find(path);
    if (!entry || !entry->is_file()) return std::string{};
    if (base.repository().blob_size(entry->id) > largest)
      throw CannotRun(fmt::format("{} of the base is larger than 1 MiB; nobody can know all of those.", path));
    return base.repository().read_blob(entry->id);
  };
  return {.ssh = content(".safeops/allowed_signers"), .openpgp = content(".safeops/allowed_signers.asc")};
}

// The commit whose files the head holds: for the index and the work tree HEAD, for which what differs from it counts as unsigned.
std::optional<git::Oid> tip_of(const Revisions& revisions, const git::Repository& repository) {
  if (revisions.head_commit) return revisions.head_commit;
  try {
    return repository.resolve("HEAD");
  } catch (const CannotRun&) {
    return {};  // no commit yet
  }
}

// An approval is of the commit that was looked at: the head, or what GitHub's merge of the pull request into the base brings.
bool is_of_head(const Review& review, const Revisions& revisions, const git::Repository& repository) {
  if (!revisions.head_commit) return false;
  if (review.commit == revisions.head_commit->hex()) return true;
  const auto parents = repository.commit(*revisions.head_commit).parents;
  return parents.size() == 2 && parents.front() == revisions.base_commit && review.commit == parents.back().hex();
}

std::vector<Review> reviews_of_head(const Arguments& arguments, const Revisions& revisions, const git::Repository& repository) {
  if (arguments.reviews.empty()) return {};
  std::ifstream in(arguments.reviews, std::ios::binary);
  if (!in) throw CannotRun(fmt::format("--reviews {}: the file cannot be read.", arguments.reviews));
  std::stringstream content;
  content << in.rdbuf();
  std::vector<Review> reviews = read_reviews(content.str(), arguments.reviews);
  std::erase_if(reviews, [&](const Review& review) {
    return review.state == Review::State::approved && !is_of_head(review, revisions, repository);
  });
  return reviews;
}

std::string hex_or_nothing(const std::optional<git::Oid>& id) {
  return id ? id->hex() : "";
}

}  // namespace

git::Repository open_repository(const Arguments& arguments, const Surroundings& surroundings) {
  return git::Repository::open(arguments.repository.empty() ? surroundings.directory : arguments.repository);
}

void write_file(const std::string& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (!out) throw CannotRun(fmt::format("{}: cannot be written. Does its directory exist?", path));
}

void write_outputs(const std::vector<Output>& outputs, const std::vector<std::string>& texts, const Surroundings& surroundings) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].file.empty()) {
      *surroundings.out << texts[i] << std::flush;
    } else {
      write_file(outputs[i].file, texts[i]);
    }
  }
}

bool wants_color(const Arguments& arguments, const Surroundings& surroundings) {
  if (arguments.color == When::always) return true;
  if (arguments.color == When::never) return false;
  const auto no_color = surroundings.variable("NO_COLOR");
  return surroundings.out_is_terminal && (!no_color || no_color->empty()) && surroundings.variable("TERM") != "dumb";
}

std::optional<git::Oid> choose_commit(const git::Repository& repository, const Arguments& arguments) {
  if (arguments.at.empty() && !repository.is_bare()) return {};
  return repository.resolve(arguments.at.empty() ? "HEAD" : arguments.at);
}

git::Snapshot choose_snapshot(const git::Repository& repository, const Arguments& arguments) {
  const auto commit = choose_commit(repository, arguments);
  return commit ? git::Snapshot::of_commit(repository, *commit) : git::Snapshot(repository, repository.worktree_tree());
}

const Policy& policy_of(const git::Snapshot& snapshot, Library& library) {
  return checked_policy(policy_in(snapshot, library), library);
}

text::Seconds time_to_judge_at(const Arguments& arguments) {
  if (arguments.now.empty()) {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  }
  const auto time = text::parse_time(arguments.now);
  if (!time) throw CannotRun(fmt::format("--now {}: write a time such as 2026-03-01T12:00:00Z.", arguments.now));
  return *time;
}

unsigned choose_jobs(const Arguments& arguments) {
  return arguments.jobs ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
}

const Estate& Reading::estate(const git::Snapshot& snapshot, const Policy& policy) {
  const auto known = std::find_if(estates_.begin(), estates_.end(), [&](const Estate& estate) {
    return estate.snapshot().tree() == snapshot.tree() && &estate.policy() == &policy;
  });
  if (known != estates_.end()) {
    estates_.splice(estates_.end(), estates_, known);
    return estates_.back();
  }
  if (estates_.size() == 2) estates_.pop_front();
  return estates_.emplace_back(library_, snapshot, policy);
}

Verdict judge_revisions(const Revisions& revisions, text::Seconds now, const Arguments& arguments, Reading& reading) {
  return judge_change(revisions, now, arguments, reading).verdict;
}

Judgement judge_change(const Revisions& revisions, text::Seconds now, const Arguments& arguments, Reading& reading) {
  Library& library = reading.library();
  const git::Snapshot base_snapshot(library.repository(), revisions.base_tree);
  const git::Snapshot head_snapshot(library.repository(), revisions.head_tree);
  const Policy& policy = load_policy(arguments, base_snapshot, head_snapshot, library);
  const Estate& head = reading.estate(head_snapshot, policy);
  const Estate& base = reading.estate(base_snapshot, policy);
  Judgement judgement;
  judgement.signed_files = std::make_unique<git::SignedFiles>(library.repository(), tip_of(revisions, library.repository()),
                                                              head.snapshot(), trusted_signers(base_snapshot), now);
  judgement.change = std::make_unique<Change>(base, head, library,
                                              Question{.base_commit = revisions.base_commit,
                                                       .authors = revisions.authors,
                                                       .now = now,
                                                       .target = {},
                                                       .reviews = reviews_of_head(arguments, revisions, library.repository()),
                                                       .signed_files = judgement.signed_files.get()});
  Verdict& verdict = judgement.verdict;
  verdict = judge(*judgement.change, library,
                  {.fail_on = arguments.fail_on, .only = arguments.only, .suppressions = arguments.suppressions});
  verdict.base = revisions.base_name;
  verdict.head = revisions.head_name;
  verdict.base_id = hex_or_nothing(revisions.base_commit);
  verdict.head_id = hex_or_nothing(revisions.head_commit);
  return judgement;
}

Progress::Progress(const Surroundings& surroundings) : surroundings_(&surroundings), started_(now_in_milliseconds()) {}

Progress::~Progress() {
  if (printed_) *surroundings_->err << "\r\x1b[K" << std::flush;
}

void Progress::say(std::string_view what) {
  if (!surroundings_->err_is_terminal) return;
  const long long now = now_in_milliseconds();
  if (now - started_ < 1000 || now - printed_ < 100) return;
  printed_ = now;
  *surroundings_->err << "\r\x1b[K" << what << std::flush;
}

}  // namespace safeops
