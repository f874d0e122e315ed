#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "git/repository.hpp"

namespace safeops {

// The work tree of a repository, to write documents into. Paths are those of the repository, `/` between components. No symbolic
// link is followed, inside the tree or out of it, and nothing in `.git` is reached.
class WorkTree {
 public:
  // Throws CannotRun for a bare repository.
  explicit WorkTree(const git::Repository& repository);

  // The bytes of a file; none where there is nothing. Throws CannotRun for what is no regular file, for one above
  // text::max_file_bytes and for a way there that leads over a symbolic link.
  [[nodiscard]] std::optional<std::string> read(std::string_view path) const;

  // Writes a file, making the directories on the way. With `replace` what is there is replaced in one step; without it a file
  // that is there is a CannotRun. Throws CannotRun for every other reason not to write, naming it.
  void write(std::string_view path, std::string_view content, bool replace) const;

  // The same for the pre-push hook, which stands in `.git/hooks` and can be run. False: `.git` is no directory here, as in a
  // linked work tree.
  [[nodiscard]] bool has_hooks() const;
  [[nodiscard]] std::optional<std::string> read_hook() const;
  void write_hook(std::string_view content, bool replace) const;

 private:
  std::filesystem::path root_;
};

}  // namespace safeops
