#include "git/handles.hpp"

#include <fmt/format.h>

#include <array>

namespace safeops::git {
namespace {

// Objects libgit2 keeps parsed; its default of 256 MiB is half of what a run may use.
constexpr ssize_t object_cache_bytes = 48 * 1024 * 1024;

// Extensions that change nothing for somebody who only reads objects by id; without this 1.5 refuses such a repository.
constexpr std::array<const char*, 3> harmless_extensions{"worktreeconfig", "partialclone", "relativeworktrees"};

int start() {
  const int started = git_libgit2_init();
  git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, object_cache_bytes);
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, harmless_extensions.data(), harmless_extensions.size());
  return started;
}

}  // namespace

void start_library() {
  [[maybe_unused]] static const int started = start();
}

std::string library_error() {
  const git_error* error = git_error_last();
  return error && error->message ? error->message : "";
}

CannotRun failure(const std::string& what, CannotRun::Reason reason) {
  const std::string why = library_error();
  return CannotRun(why.empty() ? what : fmt::format("{}: {}", what, why), reason);
}

}  // namespace safeops::git
