#pragma once

#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::test {

// The program in process, in a repository that starts as the shop of fixtures/layouts.
class Calling : public testing::Test {
 protected:
  struct Called {
    int exit_code = 0;
    std::string out;
    std::string err;
  };

  Called call(std::vector<std::string> arguments) {
    std::ostringstream out;
    std::ostringstream err;
    Surroundings surroundings;
    surroundings.out = &out;
    surroundings.err = &err;
    surroundings.out_is_terminal = terminal_;
    surroundings.directory = directory_.path().string();
    surroundings.variable = [this](const char* name) -> std::optional<std::string> {
      const auto found = variables_.find(name);
      return found == variables_.end() ? std::nullopt : std::optional(found->second);
    };
    const int code = run(arguments, surroundings);
    return {code, out.str(), err.str()};
  }

  git::Oid commit_shop() {
    return repository_.overlay(std::filesystem::path(SAFEOPS_ROOT) / "fixtures/layouts/shop").commit("the shop");
  }
  RepositoryBuilder& drop_users(std::string_view file = "001-drop-users.sql") {
    return repository_.write("flux/infrastructure/data/migrations/" + std::string(file), "DROP TABLE users;\n");
  }
  git::Oid commit_drop() { return drop_users().commit("drop users"); }
  RepositoryBuilder& write_readme(std::string_view content) { return repository_.write("docs/note.md", content); }

  bool terminal_ = false;
  std::map<std::string, std::string> variables_;
  TemporaryDirectory directory_;
  TemporaryDirectory beside_;
  RepositoryBuilder repository_{directory_.path()};
};

}  // namespace safeops::test
