#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/object.hpp"

namespace safeops::test {

// A directory below the system's temporary directory, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Builds a real repository with libgit2, commit by commit. Files are overlays: what a commit does not name stays as it was.
class RepositoryBuilder {
 public:
  // Creates `directory/.git` (or a bare repository in `directory`), branch main.
  explicit RepositoryBuilder(std::filesystem::path directory, bool bare = false);
  ~RepositoryBuilder();

  RepositoryBuilder& write(std::string_view path, std::string_view content);
  RepositoryBuilder& write_executable(std::string_view path, std::string_view content);
  RepositoryBuilder& link(std::string_view path, std::string_view target);  // a symbolic link
  RepositoryBuilder& submodule(std::string_view path, const git::Oid& commit);
  RepositoryBuilder& remove(std::string_view path);  // a file, or everything in a directory
  RepositoryBuilder& clear();                        // the next commit starts from an empty tree
  // Takes every file below `directory` (symbolic links stay links); a file ending in `.deleted` removes its namesake.
  RepositoryBuilder& overlay(const std::filesystem::path& directory);

  RepositoryBuilder& author(std::string name, std::string email);  // of the next commits; "Dev <dev@example.com>" at first
  RepositoryBuilder& at(std::int64_t seconds);  // time of the next commit; at first 2026-01-01T00:00:00Z, +1 h each

  // Commits on the current branch. `other_parents` make it a merge commit.
  git::Oid commit(std::string_view message, const std::vector<git::Oid>& other_parents = {});
  RepositoryBuilder& branch(std::string_view name, std::optional<git::Oid> from = {});  // makes it if needed, and moves there
  RepositoryBuilder& check_out();  // writes the current branch's files to the work tree and the index

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  struct State;

  void take(const std::filesystem::path& directory, const std::string& path);

  std::filesystem::path path_;
  std::unique_ptr<State> state_;
};

}  // namespace safeops::test
