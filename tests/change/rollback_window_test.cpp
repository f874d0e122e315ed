#include <gmock/gmock.h>

#include "change/change.hpp"
#include "harness/repository_builder.hpp"

namespace safeops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr text::Seconds hour = 3600;
constexpr std::string_view expand = "migrations/001-expand.sql";

std::string kustomization(std::string_view tag) {
  return "resources: [deployment.yaml, flags.yaml]\nnamespace: production\nimages:\n  - {name: shop, newTag: \"" +
         std::string(tag) + "\"}\n";
}

std::string flags(std::string_view value) {
  return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags}\ndata: {FEATURE_NEW: \"" + std::string(value) + "\"}\n";
}

std::string plan(std::string_view name, std::string_view file) {
  return "apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {name: " + std::string(name) +
         "}\nspec:\n  app: shop\n  database: db\n  expand: [" + std::string(file) +
         "]\n  flag: {configMap: flags, key: FEATURE_NEW}\n  rollbackWindow: {duration: 24h}\n";
}

// A repository that delivers one app to production, and what its history says of a plan.
class RollbackWindowTest : public testing::Test {
 public:
  RollbackWindowTest() {
    builder.write("gotk-sync.yaml",
                  "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: "
                  "flux-system}\nspec:\n  path: ./apps/production\n  sourceRef: {kind: GitRepository, name: flux-system}\n");
    builder.write(
        "apps/production/deployment.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n  template:\n    spec:\n      containers:\n "
        "       - {name: shop, image: shop}\n");
    builder.write(".safeops/plans/new.yaml", plan("new", expand));
    release("1.0").flag("false").at(0, "start");
  }

  RollbackWindowTest& release(std::string_view tag) {
    builder.write("apps/production/kustomization.yaml", kustomization(tag));
    return *this;
  }
  RollbackWindowTest& flag(std::string_view value) {
    builder.write("apps/production/flags.yaml", flags(value));
    return *this;
  }
  RollbackWindowTest& file(std::string_view path) {
    builder.write(path, "ALTER TABLE users ADD COLUMN city text;\n");
    return *this;
  }
  // Commits, so many hours after the start.
  git::Oid at(int hours, std::string_view message, const std::vector<git::Oid>& parents = {}) {
    return builder.at(hours * hour).commit(message, parents);
  }

 protected:
  // What the base branch says of the plan's window in production, one line each.
  std::vector<std::string> told(std::string_view name = "new") {
    const git::Repository repository = git::Repository::open(directory.path());
    Library library(repository, 1);
    const Policy policy = read_policy(nullptr, library.documents());
    const git::Oid tip = repository.resolve("main");
    const Estate estate(library, git::Snapshot::of_commit(repository, tip), policy);
    const Change change(estate, estate, library, {.base_commit = tip, .authors = {}, .now = 1000 * hour, .target = {}});
    const RollbackWindow& window = change.rollback_window(*estate.plan(name));
    std::vector<std::string> lines;
    for (const FileReference& awaited : window.awaited) lines.push_back("awaits " + awaited.path);
    for (const EnvironmentWindow& there : window.environments) {
      const auto tell = [&](std::string_view what, const WindowMark& mark) {
        lines.push_back(std::string(what) + ' ' + mark.commit.summary + ' ' + std::to_string(mark.at / hour));
      };
      if (there.opened) tell("opened", *there.opened);
      for (const WindowMark& restart : there.restarts) tell("restarted", restart);
      if (there.flag_is_off) lines.emplace_back("flag off");
      if (!there.opened && !there.released) lines.emplace_back("not released");
      if (there.ends()) lines.push_back("ends " + std::to_string(*there.ends() / hour));
    }
    return lines;
  }

  test::TemporaryDirectory directory;
  test::RepositoryBuilder builder{directory.path()};
};

TEST_F(RollbackWindowTest, OpensWithTheLastOfExpandReleaseAndFlag) {
  EXPECT_THAT(told(), ElementsAre("awaits migrations/001-expand.sql"));
  file(expand).at(1, "expand");
  EXPECT_THAT(told(), ElementsAre("flag off", "not released"));
  release("2.0").at(2, "release");
  EXPECT_THAT(told(), ElementsAre("flag off"));
  flag("true").at(3, "flag");
  EXPECT_THAT(told(), ElementsAre("opened flag 3", "ends 27"));
}

TEST_F(RollbackWindowTest, CountsAReleaseThatComesAfterTheFlag) {
  file(expand).flag("true").at(1, "expand and flag");
  EXPECT_THAT(told(), ElementsAre("not released"));
  release("2.0").at(5, "release");
  EXPECT_THAT(told(), ElementsAre("opened release 5", "ends 29"));
}

TEST_F(RollbackWindowTest, TakesASquashForOneCommit) {
  file(expand).release("2.0").flag("true").at(4, "squashed");
  EXPECT_THAT(told(), ElementsAre("opened squashed 4", "ends 28"));
}

TEST_F(RollbackWindowTest, DatesABranchByItsMerge) {
  file(expand);
  const git::Oid fork = at(1, "expand");
  builder.branch("topic");
  const git::Oid topic = release("2.0").flag("true").at(2, "written on the branch");
  builder.branch("main", fork);
  release("2.0").flag("true").at(50, "merge", {topic});
  EXPECT_THAT(told(), ElementsAre("opened merge 50", "ends 74"));
}

TEST_F(RollbackWindowTest, StartsAgainWithEveryReleaseAndRollback) {
  file(expand).at(1, "expand");
  release("2.0").flag("true").at(2, "release and flag");
  release("2.1").at(10, "bot");
  release("2.0").at(12, "revert");
  EXPECT_THAT(told(), ElementsAre("opened release and flag 2", "restarted bot 10", "restarted revert 12", "ends 36"));
}

TEST_F(RollbackWindowTest, StartsAgainWhenTheFlagFlaps) {
  file(expand).at(1, "expand");
  release("2.0").flag("true").at(2, "on");
  flag("false").at(3, "off");
  EXPECT_THAT(told(), ElementsAre("opened on 2", "flag off"));
  flag("true").at(9, "on again");
  EXPECT_THAT(told(), ElementsAre("opened on 2", "restarted on again 9", "ends 33"));
}

TEST_F(RollbackWindowTest, BelievesNoClockThatWasPutBack) {
  file(expand).at(1, "expand");
  release("2.0").at(40, "release");
  flag("true").at(5, "flag of yesterday");
  EXPECT_THAT(told(), ElementsAre("opened flag of yesterday 40", "ends 64"));
}

TEST_F(RollbackWindowTest, IsNotMovedByMovingFiles) {
  file(expand).at(1, "expand");
  release("2.0").flag("true").at(2, "release and flag");
  for (const char* name : {"kustomization.yaml", "deployment.yaml", "flags.yaml"})
    builder.remove(std::string("apps/production/") + name);
  builder.write(
      "apps/shop/production/deployment.yaml",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n  template:\n    spec:\n      containers:\n     "
      "   - {name: shop, image: shop}\n");
  builder.write("apps/shop/production/kustomization.yaml", kustomization("2.0"));
  builder.write("apps/shop/production/flags.yaml", flags("true"));
  builder.write("apps/production/kustomization.yaml", "resources: [../shop/production]\n");
  at(100, "move");
  EXPECT_THAT(told(), ElementsAre("opened release and flag 2", "ends 26"));
}

TEST_F(RollbackWindowTest, OfTwoPlansOnOneDatabaseEachHasItsOwn) {
  file(expand).at(1, "expand");
  release("2.0").flag("true").at(2, "release and flag");
  builder.write(".safeops/plans/later.yaml", plan("later", "migrations/002-expand.sql"));
  file("migrations/002-expand.sql").at(30, "expand of another");
  EXPECT_THAT(told("new"), ElementsAre("opened release and flag 2", "ends 26"));
  EXPECT_THAT(told("later"), ElementsAre("not released"));
  release("3.0").at(40, "release");
  EXPECT_THAT(told("later"), ElementsAre("opened release 40", "ends 64"));
}

TEST_F(RollbackWindowTest, LooksPastCommitsThatTouchNothingOfIt) {
  file(expand).at(1, "expand");
  release("2.0").flag("true").at(2, "release and flag");
  for (int i = 0; i < 30; ++i) {
    builder.write("docs/notes.md", std::to_string(i));
    builder.write("other/values.yaml", "a: " + std::to_string(i) + "\n");
    at(3 + i, "elsewhere");
  }
  EXPECT_THAT(told(), ElementsAre("opened release and flag 2", "ends 26"));
}

TEST_F(RollbackWindowTest, AFlagThatIsRetiredStaysOn) {
  file(expand).at(1, "expand");
  release("2.0").flag("true").at(2, "release and flag");
  builder.write("apps/production/flags.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flags}\ndata: {OTHER: \"1\"}\n");
  at(30, "retire");
  EXPECT_THAT(told(), ElementsAre("opened release and flag 2", "ends 26"));
}

}  // namespace
}  // namespace safeops
