#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "git/object.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::test {

// A pull request as folders: `base/` and `head/`, or numbered commits `01@2026-01-05T10:00:00Z[-words]/`, each an overlay on what
// came before; the last is the head and the one before it the base. `case.yaml` beside them holds what else is needed.
struct CaseFolder {
  struct Commit {
    std::filesystem::path directory;  // empty: nothing changes
    std::int64_t time = 0;
    std::string name;
  };

  std::filesystem::path directory;
  std::string layout;  // `layout:` a folder below fixtures/layouts that the first commit starts from
  std::string now = "2026-03-01T12:00:00Z";
  git::Identity author{"Dev", "dev@example.com"};  // of the last commit
  std::vector<std::string> options;                // more arguments for `check`
  std::vector<Commit> commits;
};

// Reads the folder. Throws std::runtime_error naming what is wrong with it.
CaseFolder read_case(const std::filesystem::path& directory);

// Makes the commits, in order, on main; returns their ids.
std::vector<git::Oid> build(const CaseFolder& folder, RepositoryBuilder& repository);

// What one call of the program, in process, left behind.
struct Result {
  int exit_code = 0;
  std::string out;
  std::string err;
};
Result call(const std::vector<std::string>& arguments, const std::filesystem::path& directory);

// Compares with a golden file, or writes it when SAFEOPS_UPDATE=1. Returns "" or what differs.
std::string compare_golden(const std::filesystem::path& golden, const std::string& actual);

std::string read_file(const std::filesystem::path& path);

}  // namespace safeops::test
