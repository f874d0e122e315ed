#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/repository_builder.hpp"
#include "hostile/child_process.hpp"

namespace safeops::test {

inline constexpr std::string_view migrations = "flux/infrastructure/data/migrations/";
inline constexpr std::string_view production = "flux/apps/backend/production/";

// What the program said of a change, once in each format.
struct Said {
  Ended ended;
  std::map<std::string, std::string> reports;  // by format
  std::set<std::string> rules;                 // that found something
};

// A change of the shop's repository by somebody who means harm. Tests write into `repository`, then ask what the gate says.
class PullRequest : public testing::Test {
 protected:
  PullRequest();

  RepositoryBuilder& write_migration(std::string_view name, std::string_view sql);
  // A kustomization of an app in production that does what the shop's does, and holds `more` besides.
  RepositoryBuilder& write_production(std::string_view more);
  // Makes what was written so far the base.
  void commit_base();

  // Commits, judges the commit against its parent, and holds every report against what no hostile change may achieve: a crash, an
  // exit code that says GO (unless `harmless`), a raw control, a line that a workflow runner obeys, broken JSON, a known secret.
  Said judge(const std::vector<std::string>& options = {});

  bool breaks_policy_ = false;  // the policy of the base is wrong: exit 2 is right
  bool harmless_ = false;
  std::vector<std::string> secrets_;  // that no report may hold
  TemporaryDirectory directory_;
  TemporaryDirectory scratch_;
  RepositoryBuilder repository_{directory_.path()};
};

std::string repeated(std::string_view text, std::size_t times);

}  // namespace safeops::test
