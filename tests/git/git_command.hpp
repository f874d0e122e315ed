#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace safeops::test {

// Runs `git <arguments>` in a directory, untouched by the configuration of whoever runs the tests. Arguments go through the
// shell.
inline void git_command(const std::filesystem::path& directory, const std::string& arguments) {
  const std::string command = "cd '" + directory.string() +
                              "' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_AUTHOR_NAME=Dev "
                              "GIT_AUTHOR_EMAIL=dev@example.com GIT_COMMITTER_NAME=Dev GIT_COMMITTER_EMAIL=dev@example.com git " +
                              arguments + " >/dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0) << arguments;
}

}  // namespace safeops::test
