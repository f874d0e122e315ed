#include "harness/repository_builder.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <system_error>

#include "git/handles.hpp"

namespace safeops::test {
namespace {

using git::Out;

constexpr std::int64_t first_commit_time = 1'767'225'600;  // 2026-01-01T00:00:00Z
constexpr std::int64_t between_commits = 3600;
constexpr std::string_view deleted_suffix = ".deleted";

void require(int code, std::string_view what) {
  if (code < 0) throw std::runtime_error(fmt::format("{}: {}", what, git::library_error()));
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(fmt::format("cannot read {}", path.string()));
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_executable(const std::filesystem::path& path) {
  return (std::filesystem::status(path).permissions() & std::filesystem::perms::owner_exec) != std::filesystem::perms::none;
}

struct Content {
  git_filemode_t mode;
  git_oid id;
};

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "safeops-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

struct RepositoryBuilder::State {
  git::RepositoryHandle repository;
  std::map<std::string, Content, std::less<>> files;  // what the next commit will hold
  std::string branch = "main";
  std::optional<git::Oid> tip;
  git::Identity author{"Dev", "dev@example.com"};
  std::int64_t time = first_commit_time;

  void put(std::string_view path, git_filemode_t mode, const git_oid& id) {
    remove(path);
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
      if (const auto parent = files.find(path.substr(0, slash)); parent != files.end()) files.erase(parent);
    files.emplace(path, Content{mode, id});
  }

  void put_blob(std::string_view path, git_filemode_t mode, std::string_view content) {
    git_oid id;
    require(git_blob_create_from_buffer(&id, repository.get(), content.data(), content.size()), path);
    put(path, mode, id);
  }

  // A file, or everything in a directory.
  void remove(std::string_view path) {
    if (const auto file = files.find(path); file != files.end()) files.erase(file);
    const std::string below = std::string(path) + '/';
    auto inside = files.lower_bound(below);
    while (inside != files.end() && inside->first.starts_with(below)) inside = files.erase(inside);
  }

  git_oid write_tree() {
    git::IndexHandle index;
    require(git_index_new(Out(index)), "index");
    for (const auto& [path, content] : files) {
      git_index_entry entry{};
      entry.path = path.c_str();
      entry.mode = content.mode;
      entry.id = content.id;
      require(git_index_add(index.get(), &entry), path);
    }
    git_oid tree;
    require(git_index_write_tree_to(&tree, index.get(), repository.get()), "tree");
    return tree;
  }

  git::CommitHandle lookup(const git::Oid& id) {
    git::CommitHandle commit;
    const git_oid raw = git::to_raw(id);
    require(git_commit_lookup(Out(commit), repository.get(), &raw), id.hex());
    return commit;
  }

  void load_files(const git::Oid& commit) {
    git::TreeHandle tree;
    git::IndexHandle index;
    require(git_commit_tree(Out(tree), lookup(commit).get()), "tree");
    require(git_index_new(Out(index)), "index");
    require(git_index_read_tree(index.get(), tree.get()), "index");
    files.clear();
    for (std::size_t i = 0; i < git_index_entrycount(index.get()); ++i) {
      const git_index_entry* entry = git_index_get_byindex(index.get(), i);
      files.emplace(entry->path, Content{static_cast<git_filemode_t>(entry->mode), entry->id});
    }
  }

  void move_branch(const git_oid& commit) {
    git::ReferenceHandle reference;
    const std::string name = "refs/heads/" + branch;
    require(git_reference_create(Out(reference), repository.get(), name.c_str(), &commit, 1, nullptr), name);
  }
};

RepositoryBuilder::RepositoryBuilder(std::filesystem::path directory, bool bare)
    : path_(std::move(directory)), state_(std::make_unique<State>()) {
  git::start_library();
  git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
  options.flags =
      static_cast<std::uint32_t>(bare ? GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_BARE : GIT_REPOSITORY_INIT_MKPATH);
  options.initial_head = "main";
  require(git_repository_init_ext(Out(state_->repository), path_.c_str(), &options), path_.string());
}

RepositoryBuilder::~RepositoryBuilder() = default;

RepositoryBuilder& RepositoryBuilder::write(std::string_view path, std::string_view content) {
  state_->put_blob(path, GIT_FILEMODE_BLOB, content);
  return *this;
}

RepositoryBuilder& RepositoryBuilder::write_executable(std::string_view path, std::string_view content) {
  state_->put_blob(path, GIT_FILEMODE_BLOB_EXECUTABLE, content);
  return *this;
}

RepositoryBuilder& RepositoryBuilder::link(std::string_view path, std::string_view target) {
  state_->put_blob(path, GIT_FILEMODE_LINK, target);
  return *this;
}

RepositoryBuilder& RepositoryBuilder::submodule(std::string_view path, const git::Oid& commit) {
  state_->put(path, GIT_FILEMODE_COMMIT, git::to_raw(commit));
  return *this;
}

RepositoryBuilder& RepositoryBuilder::remove(std::string_view path) {
  state_->remove(path);
  return *this;
}

RepositoryBuilder& RepositoryBuilder::clear() {
  state_->files.clear();
  return *this;
}

RepositoryBuilder& RepositoryBuilder::overlay(const std::filesystem::path& directory) {
  std::set<std::string> removed;
  std::set<std::string> written;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    const std::string path = entry.path().lexically_relative(directory).generic_string();
    if (entry.is_symlink() || entry.is_regular_file()) (path.ends_with(deleted_suffix) ? removed : written).insert(path);
  }
  for (const std::string& path : removed) remove(std::string_view(path).substr(0, path.size() - deleted_suffix.size()));
  for (const std::string& path : written) take(directory, path);
  return *this;
}

void RepositoryBuilder::take(const std::filesystem::path& directory, const std::string& path) {
  const std::filesystem::path file = directory / path;
  if (std::filesystem::is_symlink(file))
    link(path, std::filesystem::read_symlink(file).string());
  else if (is_executable(file))
    write_executable(path, read_file(file));
  else
    write(path, read_file(file));
}

RepositoryBuilder& RepositoryBuilder::author(std::string name, std::string email) {
  state_->author = {std::move(name), std::move(email)};
  return *this;
}

RepositoryBuilder& RepositoryBuilder::at(std::int64_t seconds) {
  state_->time = seconds;
  return *this;
}

git::Oid RepositoryBuilder::commit(std::string_view message, const std::vector<git::Oid>& other_parents) {
  std::vector<git::CommitHandle> owned;
  if (state_->tip) owned.push_back(state_->lookup(*state_->tip));
  for (const git::Oid& other : other_parents) owned.push_back(state_->lookup(other));
  std::vector<const git_commit*> parents;
  for (const git::CommitHandle& parent : owned) parents.push_back(parent.get());

  git::TreeHandle tree;
  const git_oid tree_id = state_->write_tree();
  require(git_tree_lookup(Out(tree), state_->repository.get(), &tree_id), "tree");
  git::SignatureHandle who;
  require(git_signature_new(Out(who), state_->author.name.c_str(), state_->author.email.c_str(), state_->time, 0), "author");
  git_oid id;
  require(git_commit_create(&id, state_->repository.get(), nullptr, who.get(), who.get(), nullptr, std::string(message).c_str(),
                            tree.get(), parents.size(), parents.data()),
          message);
  state_->move_branch(id);
  state_->tip = git::to_oid(id);
  state_->time += between_commits;
  return *state_->tip;
}

RepositoryBuilder& RepositoryBuilder::branch(std::string_view name, std::optional<git::Oid> from) {
  state_->branch = name;
  const std::string reference = "refs/heads/" + state_->branch;
  git_oid existing;
  if (!from && git_reference_name_to_id(&existing, state_->repository.get(), reference.c_str()) == 0)
    from = git::to_oid(existing);
  if (from) state_->tip = from;
  require(git_repository_set_head(state_->repository.get(), reference.c_str()), reference);
  if (state_->tip) {
    state_->move_branch(git::to_raw(*state_->tip));
    state_->load_files(*state_->tip);
  }
  return *this;
}

RepositoryBuilder& RepositoryBuilder::check_out() {
  git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
  options.checkout_strategy = GIT_CHECKOUT_FORCE;
  options.disable_filters = 1;
  require(git_checkout_head(state_->repository.get(), &options), "check out");
  return *this;
}

}  // namespace safeops::test
