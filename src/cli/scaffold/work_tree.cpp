#include "cli/scaffold/work_tree.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include "git/cannot_run.hpp"
#include "text/letter_case.hpp"
#include "text/source.hpp"

namespace safeops {
namespace {

constexpr std::string_view git_directory = ".git";
constexpr std::string_view hook_path = ".git/hooks/pre-push";
constexpr mode_t for_all_to_read = 0644;
constexpr mode_t for_all_to_run = 0755;
constexpr int no_links = O_NOFOLLOW | O_CLOEXEC;

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  explicit operator bool() const { return descriptor_ >= 0; }
  [[nodiscard]] int get() const { return descriptor_; }
  // False: what was written may not have arrived.
  [[nodiscard]] bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

 private:
  int descriptor_;
};

CannotRun leads_away(std::string_view path) {
  return CannotRun(fmt::format(
      "{}: a symbolic link stands on the way there, or a file in place of a directory. Nothing is read or written through it; "
      "put a directory there.",
      path));
}

CannotRun failed(std::string_view path, std::string_view deed) {
  const int code = errno;
  if (code == ELOOP || code == ENOTDIR) return leads_away(path);
  return CannotRun(fmt::format("{}: cannot be {}: {}.", path, deed, std::strerror(code)));
}

std::vector<std::string> components_of(std::string_view path) {
  std::vector<std::string> parts;
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t slash = rest.find('/');
    parts.emplace_back(rest.substr(0, slash));
    rest.remove_prefix(slash == rest.npos ? rest.size() : slash + 1);
  }
  return parts;
}

bool is_inside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.back() == '/' || path.find('\0') != path.npos) return false;
  for (const std::string& part : components_of(path))
    if (part.empty() || part == "." || part == ".." || text::same_ignoring_case(part, git_directory)) return false;
  return true;
}

void demand_inside(std::string_view path) {
  if (!is_inside(path)) throw CannotRun(fmt::format("{}: this is no path inside the repository.", path));
}

enum class Missing { make, leave };

// The directory that holds the last component of a path; none where it is not there and shall not be made.
File open_parent(const std::filesystem::path& root, std::string_view path, Missing missing) {
  File directory(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory) throw failed(root.string(), "opened");
  std::vector<std::string> parts = components_of(path);
  parts.pop_back();
  for (const std::string& part : parts) {
    if (missing == Missing::make && ::mkdirat(directory.get(), part.c_str(), 0777) < 0 && errno != EEXIST)
      throw failed(path, "written");
    File next(::openat(directory.get(), part.c_str(), O_RDONLY | O_DIRECTORY | no_links));
    if (!next && errno == ENOENT) return next;
    if (!next) throw failed(path, "opened");
    directory = std::move(next);
  }
  return directory;
}

std::string name_of(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

bool is_regular(const File& file, std::uint64_t& size) {
  struct stat facts {};
  if (::fstat(file.get(), &facts) < 0 || !S_ISREG(facts.st_mode)) return false;
  size = static_cast<std::uint64_t>(facts.st_size);
  return true;
}

std::string read_all(const File& file, std::string_view path) {
  std::string content;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw failed(path, "read");
    if (got == 0) return content;
    content.append(buffer, static_cast<std::size_t>(got));
    if (content.size() > text::max_file_bytes) throw CannotRun(fmt::format("{}: grew too large while it was read.", path));
  }
}

std::optional<std::string> read_below(const std::filesystem::path& root, std::string_view path) {
  const File parent = open_parent(root, path, Missing::leave);
  if (!parent) return {};
  // O_NONBLOCK: a named pipe must not keep us waiting.
  const File file(::openat(parent.get(), name_of(path).c_str(), O_RDONLY | O_NONBLOCK | no_links));
  if (!file && errno == ENOENT) return {};
  if (!file) throw failed(path, "read");
  std::uint64_t size = 0;
  if (!is_regular(file, size)) throw CannotRun(fmt::format("{}: this is no file.", path));
  if (size > text::max_file_bytes)
    throw CannotRun(
        fmt::format("{}: {} bytes are more than anybody reviews; at most {} are read.", path, size, text::max_file_bytes));
  return read_all(file, path);
}

void write_all(File& file, std::string_view content, std::string_view path) {
  while (!content.empty()) {
    const ssize_t put = ::write(file.get(), content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw failed(path, "written");
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  if (!file.close()) throw failed(path, "written");
}

void create(const File& parent, const std::string& name, std::string_view content, mode_t mode, std::string_view path) {
  File file(::openat(parent.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | no_links, mode));
  if (!file && errno == EEXIST) throw CannotRun(fmt::format("{}: is there already. --force replaces it.", path));
  if (!file) throw failed(path, "written");
  try {
    write_all(file, content, path);
  } catch (...) {
    ::unlinkat(parent.get(), name.c_str(), 0);
    throw;
  }
}

void write_below(const std::filesystem::path& root, std::string_view path, std::string_view content, bool replace, mode_t mode) {
  const File parent = open_parent(root, path, Missing::make);
  if (!parent) throw failed(path, "written");
  const std::string name = name_of(path);
  if (!replace) return create(parent, name, content, mode, path);
  const std::string beside = fmt::format(".{}.{}.new", name, ::getpid());
  create(parent, beside, content, mode, path);
  if (::renameat(parent.get(), beside.c_str(), parent.get(), name.c_str()) == 0) return;
  const CannotRun error = failed(path, "replaced");
  ::unlinkat(parent.get(), beside.c_str(), 0);
  throw error;
}

}  // namespace

WorkTree::WorkTree(const git::Repository& repository) : root_(repository.directory()) {
  if (repository.is_bare())
    throw CannotRun(
        fmt::format("'{}' is a bare repository: documents are written into a work tree. Call it in a clone.", root_.string()));
}

std::optional<std::string> WorkTree::read(std::string_view path) const {
  demand_inside(path);
  return read_below(root_, path);
}

void WorkTree::write(std::string_view path, std::string_view content, bool replace) const {
  demand_inside(path);
  write_below(root_, path, content, replace, for_all_to_read);
}

bool WorkTree::has_hooks() const {
  struct stat facts {};
  return ::lstat((root_ / git_directory).c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

std::optional<std::string> WorkTree::read_hook() const {
  return read_below(root_, hook_path);
}

void WorkTree::write_hook(std::string_view content, bool replace) const {
  write_below(root_, hook_path, content, replace, for_all_to_run);
}

}  // namespace safeops
