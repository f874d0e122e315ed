#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::git {

// How a program that was called went.
struct Called {
  enum class End {
    returned,
    not_found,  // there is no such program
    broken,     // killed, for taking too long among other things, or not to be started
  };
  End end = End::broken;
  int exit_code = 0;  // returned
  std::string out;    // the beginning of its standard output
};

// Runs a program found in PATH, with no shell between, in `directory`, with standard input from `input` and an environment of
// PATH, HOME (the directory), LC_ALL=C and TZ=UTC. Ten seconds are all it gets.
Called call_program(const std::vector<std::string>& command, std::string_view input, const std::filesystem::path& directory);

// A directory that only we may look into, gone with the object. Throws CannotRun when none can be made.
class PrivateDirectory {
 public:
  PrivateDirectory();
  ~PrivateDirectory();
  PrivateDirectory(const PrivateDirectory&) = delete;
  PrivateDirectory& operator=(const PrivateDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file into it and returns its path.
  [[nodiscard]] std::string write(std::string_view name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

}  // namespace safeops::git
