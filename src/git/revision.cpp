#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "git/state.hpp"

// What a person typed as a revision. git_revparse is never asked: it has had memory errors, and accepts far more than is needed.
namespace safeops::git {
namespace {

constexpr std::size_t shortest_prefix = 7;

bool is_hex(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::optional<Oid> peeled(const git_object* object) {
  ObjectHandle commit;
  if (git_object_peel(Out(commit), object, GIT_OBJECT_COMMIT) < 0) return {};
  return to_oid(*git_object_id(commit.get()));
}

std::optional<Oid> at_reference(git_repository* repository, const std::string& name) {
  ReferenceHandle reference;
  ObjectHandle commit;
  if (git_reference_lookup(Out(reference), repository, name.c_str()) < 0) return {};
  if (git_reference_peel(Out(commit), reference.get(), GIT_OBJECT_COMMIT) < 0) return {};
  return to_oid(*git_object_id(commit.get()));
}

std::optional<Oid> at_name(git_repository* repository, const std::string& name) {
  if (name == "HEAD" || name.starts_with("refs/")) return at_reference(repository, name);
  for (const char* pattern : {"refs/heads/{}", "refs/tags/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD"})
    if (const auto commit = at_reference(repository, fmt::format(fmt::runtime(pattern), name))) return commit;
  return {};
}

std::optional<Oid> at_id(git_repository* repository, const std::string& hex) {
  git_oid id;
  ObjectHandle object;
  if (git_oid_fromstrn(&id, hex.data(), hex.size()) < 0) return {};
  const int code = git_object_lookup_prefix(Out(object), repository, &id, hex.size(), GIT_OBJECT_ANY);
  if (code == GIT_EAMBIGUOUS) throw CannotRun(fmt::format("'{}' is the beginning of several objects' names: add digits", hex));
  return code < 0 ? std::nullopt : peeled(object.get());
}

std::optional<Oid> at_base(git_repository* repository, const std::string& text) {
  if (text.find('\0') != std::string::npos) return {};
  const bool is_id = is_hex(text) && text.size() <= GIT_OID_HEXSZ;
  if (is_id && text.size() == GIT_OID_HEXSZ) return at_id(repository, text);
  if (const auto commit = at_name(repository, text)) return commit;
  return is_id && text.size() >= shortest_prefix ? at_id(repository, text) : std::nullopt;
}

// One step back: `~N` is the first parent N times, `^N` the Nth parent once.
struct Step {
  char kind;
  std::size_t number;
};

// Takes a step from the front of `text`; none when it is not one.
std::optional<Step> take_step(std::string_view& text) {
  if (!text.starts_with('~') && !text.starts_with('^')) return {};
  Step step{text.front(), 1};
  text.remove_prefix(1);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits > 0 && std::from_chars(text.data(), text.data() + digits, step.number).ec != std::errc{}) return {};
  text.remove_prefix(digits);
  return step;
}

CannotRun names_no_commit(const Repository& repository, std::string_view revision) {
  if (repository.is_shallow()) return CannotRun(fmt::format("'{}' names no commit here; {}", revision, fetch_depth_advice));
  return CannotRun(
      fmt::format("'{}' names no commit: give a commit id, a branch, a tag or HEAD, each with ~N or ^N if needed", revision));
}

Oid parent(const Repository& repository, const Oid& child, std::size_t number, std::string_view revision) {
  if (repository.ends_shallow_clone(child))
    throw CannotRun(
        fmt::format("'{}' reaches past commit {}, where the history ends; {}", revision, child.short_hex(), fetch_depth_advice));
  const Commit commit = repository.commit(child);
  if (number > commit.parents.size())
    throw CannotRun(fmt::format("'{}' asks for parent {} of commit {}, which has {}", revision, number, child.short_hex(),
                                commit.parents.size()));
  return commit.parents[number - 1];
}

Oid walk_back(const Repository& repository, Oid commit, const Step& step, std::string_view revision) {
  if (step.kind == '^') return step.number == 0 ? commit : parent(repository, commit, step.number, revision);
  for (std::size_t i = 0; i < step.number; ++i) commit = parent(repository, commit, 1, revision);
  return commit;
}

}  // namespace

Oid Repository::resolve(std::string_view revision) const {
  std::string_view steps = revision.substr(std::min(revision.find_first_of("~^"), revision.size()));
  const std::string base(revision.substr(0, revision.size() - steps.size()));
  const std::optional<Oid> start = at_base(state_->repository.get(), base);
  if (!start) throw names_no_commit(*this, revision);
  Oid commit = *start;
  while (!steps.empty()) {
    const std::optional<Step> step = take_step(steps);
    if (!step) throw names_no_commit(*this, revision);
    commit = walk_back(*this, commit, *step, revision);
  }
  return commit;
}

std::optional<Oid> Repository::default_branch() const {
  constexpr std::array usual{"refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
                             "refs/heads/main", "refs/heads/master"};
  for (const char* name : usual)
    if (const auto tip = at_reference(state_->repository.get(), name)) return tip;
  return {};
}

}  // namespace safeops::git
