#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/calling.hpp"

namespace safeops::test {

// Commands that write into a work tree, called in a checked out shop.
class Scaffolding : public Calling {
 protected:
  static constexpr const char* migrations = "flux/infrastructure/data/migrations/";

  void SetUp() override {
    commit_shop();
    repository_.check_out();
  }

  [[nodiscard]] std::filesystem::path at(const std::string& path) const { return directory_.path() / path; }
  void put(const std::string& path, const std::string& content) {
    std::filesystem::create_directories(at(path).parent_path());
    std::ofstream(at(path), std::ios::binary) << content;
  }
  [[nodiscard]] std::string content(const std::string& path) const {
    std::ifstream in(at(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // What a call that must succeed prints.
  std::string told(const std::vector<std::string>& arguments) {
    const Called called = call(arguments);
    EXPECT_EQ(called.exit_code, 0) << called.err;
    return called.out;
  }
  // The sentence of a call that must be refused.
  std::string refused(const std::vector<std::string>& arguments) {
    const Called called = call(arguments);
    EXPECT_EQ(called.exit_code, 2) << called.out;
    return called.err;
  }
  std::string checked(std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"check", "--worktree", "--base", "HEAD", "--quiet"});
    const Called called = call(options);
    EXPECT_LE(called.exit_code, 1) << called.err;
    return called.out;
  }
};

}  // namespace safeops::test
