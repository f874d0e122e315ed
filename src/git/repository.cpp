#include "git/repository.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "git/state.hpp"

namespace safeops::git {
namespace {

// A commit may claim any 64-bit time. Kept between the years 1 and 9999, so that arithmetic on it cannot overflow.
constexpr std::int64_t earliest_time = -62'135'596'800;
constexpr std::int64_t latest_time = 253'402'300'799;

std::string without_trailing_slash(std::string_view directory) {
  while (directory.size() > 1 && directory.back() == '/') directory.remove_suffix(1);
  return std::string(directory);
}

// The directory git wants in `safe.directory`: the work tree, or the git directory of a bare repository.
std::filesystem::path found_repository(const std::filesystem::path& start) {
  git_buf found{};
  std::filesystem::path directory = start;
  if (git_repository_discover(&found, start.c_str(), 0, nullptr) == 0) directory = without_trailing_slash(found.ptr);
  git_buf_dispose(&found);
  return directory.filename() == ".git" ? directory.parent_path() : directory;
}

// libgit2 1.5 reports a repository owned by somebody else as a missing `safe.directory` setting (-3), not as GIT_EOWNER.
bool is_owned_by_another(int code) {
  return code == GIT_EOWNER || (code == GIT_ENOTFOUND && library_error().find("safe.directory") != std::string::npos);
}

CannotRun cannot_open(const std::filesystem::path& start, int code) {
  constexpr auto usage = CannotRun::Reason::usage;
  if (is_owned_by_another(code)) {
    const std::string owned = found_repository(start).string();
    return CannotRun(
        fmt::format("'{0}' belongs to another user, so git does not trust its configuration. If you do, run: "
                    "git config --global --add safe.directory {0}",
                    owned));
  }
  if (!std::filesystem::exists(start)) return CannotRun(fmt::format("'{}' does not exist", start.string()));
  if (code == GIT_ENOTFOUND)
    return CannotRun(fmt::format("there is no git repository at or above '{}': name one with --repo", start.string()));
  return failure(fmt::format("cannot open the git repository at '{}'", start.string()), usage);
}

std::unordered_set<Oid> read_shallow_boundary(git_repository* repository) {
  std::unordered_set<Oid> boundary;
  std::ifstream file(std::filesystem::path(git_repository_commondir(repository)) / "shallow");
  for (std::string line; std::getline(file, line);) {
    git_oid id;
    if (line.size() == GIT_OID_HEXSZ && git_oid_fromstr(&id, line.c_str()) == 0) boundary.insert(to_oid(id));
  }
  return boundary;
}

Identity to_identity(const git_signature* signature) {
  return {signature->name, signature->email};
}

std::string config_string(const git_config* config, const char* name) {
  const char* value = nullptr;
  return git_config_get_string(&value, config, name) == 0 ? value : "";
}

CannotRun not_a_blob(const Oid& id) {
  return CannotRun(fmt::format("object {} is listed as a file but is none", id.hex()), CannotRun::Reason::inspection);
}

}  // namespace

Repository::Repository(std::unique_ptr<State> state) : state_(std::move(state)) {}
Repository::Repository(Repository&&) noexcept = default;
Repository& Repository::operator=(Repository&&) noexcept = default;
Repository::~Repository() = default;

Repository Repository::open(const std::string& start) {
  start_library();
  auto state = std::make_unique<State>();
  if (const int code = git_repository_open_ext(Out(state->repository), start.c_str(), 0, nullptr); code < 0)
    throw cannot_open(start, code);
  if (git_repository_odb(Out(state->odb), state->repository.get()) < 0)
    throw failure(fmt::format("cannot open the objects of '{}'", start));
  state->shallow_boundary = read_shallow_boundary(state->repository.get());
  return Repository(std::move(state));
}

Repository Repository::in_memory() {
  start_library();
  auto state = std::make_unique<State>();
  ConfigHandle nothing;  // asked for with the first object, and not to be looked for on disk
  const bool made = git_odb_new(Out(state->odb)) == 0 && git_config_new(Out(nothing)) == 0;
  const bool wrapped = made && git_repository_wrap_odb(Out(state->repository), state->odb.get()) == 0;
  if (!wrapped || git_repository_set_config(state->repository.get(), nothing.get()) < 0)
    throw failure("cannot keep objects in memory");
  return Repository(std::move(state));
}

bool Repository::is_shallow() const {
  return !state_->shallow_boundary.empty();
}

bool Repository::ends_shallow_clone(const Oid& commit) const {
  return state_->shallow_boundary.contains(commit);
}

bool Repository::is_bare() const {
  return git_repository_is_bare(state_->repository.get()) == 1;
}

std::string Repository::directory() const {
  git_repository* repository = state_->repository.get();
  return without_trailing_slash(is_bare() ? git_repository_path(repository) : git_repository_workdir(repository));
}

Commit Repository::commit(const Oid& id) const {
  CommitHandle handle;
  const git_oid raw = to_raw(id);
  if (git_commit_lookup(Out(handle), state_->repository.get(), &raw) < 0)
    throw failure(
        fmt::format("cannot read commit {}{}{}", id.hex(), is_shallow() ? "; " : "", is_shallow() ? fetch_depth_advice : ""));
  Commit commit{.id = id, .tree = to_oid(*git_commit_tree_id(handle.get()))};
  for (unsigned i = 0; i < git_commit_parentcount(handle.get()); ++i)
    commit.parents.push_back(to_oid(*git_commit_parent_id(handle.get(), i)));
  commit.author = to_identity(git_commit_author(handle.get()));
  commit.committer = to_identity(git_commit_committer(handle.get()));
  commit.time = std::clamp<std::int64_t>(git_commit_time(handle.get()), earliest_time, latest_time);
  const char* summary = git_commit_summary(handle.get());
  commit.summary = summary ? summary : "";
  return commit;
}

Identity Repository::configured_identity() const {
  ConfigHandle config;
  if (git_repository_config_snapshot(Out(config), state_->repository.get()) < 0) return {};
  return {config_string(config.get(), "user.name"), config_string(config.get(), "user.email")};
}

std::uint64_t Repository::blob_size(const Oid& blob) const {
  if (const auto known = state_->sizes_only.find(blob); known != state_->sizes_only.end()) return known->second;
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  const git_oid raw = to_raw(blob);
  const std::scoped_lock lock(state_->reading);
  if (git_odb_read_header(&size, &type, state_->odb.get(), &raw) < 0)
    throw failure(fmt::format("cannot read file content {}", blob.hex()));
  if (type != GIT_OBJECT_BLOB) throw not_a_blob(blob);
  return size;
}

std::string Repository::read_blob(const Oid& blob) const {
  OdbObjectHandle object;
  const git_oid raw = to_raw(blob);
  const std::scoped_lock lock(state_->reading);
  if (git_odb_read(Out(object), state_->odb.get(), &raw) < 0)
    throw failure(fmt::format("cannot read file content {}", blob.hex()));
  if (git_odb_object_type(object.get()) != GIT_OBJECT_BLOB) throw not_a_blob(blob);
  return {static_cast<const char*>(git_odb_object_data(object.get())), git_odb_object_size(object.get())};
}

}  // namespace safeops::git
