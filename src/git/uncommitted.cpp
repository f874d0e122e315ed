#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "git/state.hpp"
#include "git/walk_budget.hpp"

// Trees of what is in no commit. Blobs and trees go straight to a backend in memory: git_odb_write would first refresh the time
// stamps of equal objects on disk.
namespace safeops::git {
namespace {

constexpr std::uintmax_t max_kept_bytes = 8 * 1024 * 1024;
constexpr int memory_priority = 1000;  // above loose objects and packs

struct Staged {
  unsigned mode;
  Oid id;
};
using Files = std::map<std::string, Staged, std::less<>>;  // by full path, in byte order, which is git's order of a tree's files

bool has(std::uint16_t flags, std::uint16_t flag) {
  return (flags & flag) != 0;
}

git_odb_backend& memory_of(Repository::State& state) {
  if (!state.memory &&
      (git_mempack_new(&state.memory) < 0 || git_odb_add_backend(state.odb.get(), state.memory, memory_priority) < 0))
    throw failure("cannot keep objects in memory");
  return *state.memory;
}

Oid keep(Repository::State& state, std::string_view content, git_object_t type) {
  git_oid id;
  git_odb_backend& memory = memory_of(state);
  if (git_odb_hash(&id, content.data(), content.size(), type) < 0 ||
      memory.write(&memory, &id, content.data(), content.size(), type) < 0)
    throw failure("cannot keep an object in memory");
  return to_oid(id);
}

// Writes the tree objects of sorted files, from the deepest directory up.
class TreeWriter {
 public:
  TreeWriter(Repository::State& state, const Files& files) : state_(&state) {
    open_.emplace_back();
    for (const auto& [path, staged] : files) add(path, staged);
  }

  Oid finish() {
    while (open_.size() > 1) close();
    return keep(*state_, open_.back().content, GIT_OBJECT_TREE);
  }

 private:
  struct Directory {
    std::string path;  // with a '/' at its end; "" for the root
    std::string content;
  };

  void add(std::string_view path, const Staged& staged) {
    while (!path.starts_with(open_.back().path)) close();
    for (std::size_t slash = path.find('/', open_.back().path.size()); slash != std::string_view::npos;
         slash = path.find('/', slash + 1))
      open_.push_back({std::string(path.substr(0, slash + 1)), ""});
    append(path.substr(open_.back().path.size()), staged);
  }

  void append(std::string_view name, const Staged& staged) {
    std::string& content = open_.back().content;
    fmt::format_to(std::back_inserter(content), "{:o} {}", staged.mode, name);
    content += '\0';
    content.append(reinterpret_cast<const char*>(staged.id.bytes.data()), staged.id.bytes.size());
  }

  void close() {
    const Directory done = std::move(open_.back());
    open_.pop_back();
    const std::string_view path = done.path;
    const std::string_view name = path.substr(open_.back().path.size(), path.size() - open_.back().path.size() - 1);
    append(name, {GIT_FILEMODE_TREE, keep(*state_, done.content, GIT_OBJECT_TREE)});
  }

  Repository::State* state_;
  std::vector<Directory> open_;
};

IndexHandle read_index(const Repository& repository) {
  if (repository.is_bare())
    throw CannotRun(fmt::format("'{}' is a bare repository: it has no index and no work tree to check; name a commit with --head",
                                repository.directory()));
  IndexHandle index;
  if (git_repository_index(Out(index), repository.state().repository.get()) < 0) throw failure("cannot open the index");
  if (git_index_read(index.get(), 0) < 0) throw failure("cannot read the index");
  if (git_index_has_conflicts(index.get()))
    throw CannotRun("the index holds unmerged files: finish the merge (`git status` lists them), then check again");
  return index;
}

// A file announced with `git add --intent-to-add` has no content in the index yet, so a commit of the index leaves it out.
enum class Announced { leave_out, take };

Files staged_files(git_index* index, Announced announced) {
  Files files;
  WalkBudget budget;
  for (std::size_t i = 0; i < git_index_entrycount(index); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    budget.spend(entry->path);
    if (announced == Announced::take || !has(entry->flags_extended, GIT_INDEX_ENTRY_INTENT_TO_ADD))
      files.insert_or_assign(entry->path, Staged{entry->mode, to_oid(entry->id)});
  }
  return files;
}

// Takes over what a work tree holds instead of what the index says.
class WorktreeReader {
 public:
  WorktreeReader(Repository::State& state, git_index* index, std::filesystem::path root)
      : state_(&state), index_(index), root_(std::move(root)) {}

  void apply(const git_diff_delta& delta, Files& files) {
    const std::string path = delta.new_file.path;
    if (path.ends_with('/')) return;  // an untracked repository inside this one
    budget_.spend(path);
    if (delta.status == GIT_DELTA_DELETED) {
      if (!is_left_out_on_purpose(path)) files.erase(path);
      return;
    }
    if (const auto found = read(path, delta.new_file.mode)) files.insert_or_assign(path, *found);
  }

 private:
  // A sparse checkout leaves files out of the work tree without removing them from the branch.
  [[nodiscard]] bool is_left_out_on_purpose(const std::string& path) const {
    const git_index_entry* entry = git_index_get_bypath(index_, path.c_str(), 0);
    return entry && has(entry->flags_extended, GIT_INDEX_ENTRY_SKIP_WORKTREE);
  }

  // None for what git does not record (a socket, a directory without commits) and for a file that vanished meanwhile.
  std::optional<Staged> read(const std::string& path, unsigned mode) {
    const std::filesystem::path file = root_ / path;
    std::error_code error;
    const auto status = std::filesystem::symlink_status(file, error);
    switch (status.type()) {
      case std::filesystem::file_type::symlink:
        return Staged{GIT_FILEMODE_LINK, keep(*state_, std::filesystem::read_symlink(file, error).native(), GIT_OBJECT_BLOB)};
      case std::filesystem::file_type::regular:
        return Staged{mode == GIT_FILEMODE_BLOB_EXECUTABLE ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB, content(file)};
      case std::filesystem::file_type::directory:
        return submodule(file);
      default:
        return {};
    }
  }

  Oid content(const std::filesystem::path& file) {
    if (std::filesystem::file_size(file) > max_kept_bytes) return large_content(file);
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw CannotRun(fmt::format("cannot read '{}' in the work tree", file.string()), CannotRun::Reason::inspection);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return keep(*state_, bytes, GIT_OBJECT_BLOB);
  }

  Oid large_content(const std::filesystem::path& file) {
    git_oid id;
    if (git_odb_hashfile(&id, file.c_str(), GIT_OBJECT_BLOB) < 0) throw failure(fmt::format("cannot read '{}'", file.string()));
    state_->sizes_only.emplace(to_oid(id), std::filesystem::file_size(file));
    return to_oid(id);
  }

  static std::optional<Staged> submodule(const std::filesystem::path& directory) {
    RepositoryHandle repository;
    git_oid head;
    if (git_repository_open_ext(Out(repository), directory.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr) < 0) return {};
    if (git_reference_name_to_id(&head, repository.get(), "HEAD") < 0) return {};
    return Staged{GIT_FILEMODE_COMMIT, to_oid(head)};
  }

  Repository::State* state_;
  git_index* index_;
  std::filesystem::path root_;
  WalkBudget budget_;
};

DiffHandle compare_to_worktree(git_repository* repository, git_index* index) {
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_INCLUDE_TYPECHANGE;
  DiffHandle changes;
  if (git_diff_index_to_workdir(Out(changes), repository, index, &options) < 0) throw failure("cannot read the work tree");
  return changes;
}

}  // namespace

Oid Repository::index_tree() const {
  const IndexHandle index = read_index(*this);
  return TreeWriter(*state_, staged_files(index.get(), Announced::leave_out)).finish();
}

Oid Repository::write_tree(const std::map<std::string, std::string, std::less<>>& files) const {
  Files kept;
  for (const auto& [path, content] : files)
    kept.emplace(path, Staged{GIT_FILEMODE_BLOB, keep(*state_, content, GIT_OBJECT_BLOB)});
  return TreeWriter(*state_, kept).finish();
}

Oid Repository::worktree_tree() const {
  const IndexHandle index = read_index(*this);
  Files files = staged_files(index.get(), Announced::take);
  keep(*state_, "", GIT_OBJECT_BLOB);  // what the index says of an announced file, whether or not that object exists
  const DiffHandle changes = compare_to_worktree(state_->repository.get(), index.get());
  WorktreeReader reader(*state_, index.get(), directory());
  for (std::size_t i = 0; i < git_diff_num_deltas(changes.get()); ++i) reader.apply(*git_diff_get_delta(changes.get(), i), files);
  return TreeWriter(*state_, files).finish();
}

}  // namespace safeops::git
