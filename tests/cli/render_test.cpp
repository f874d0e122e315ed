#include <gmock/gmock.h>

#include <fstream>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Render : public Calling {
 protected:
  void check_out_shop() {
    commit_shop();
    repository_.check_out();
  }
};

TEST_F(Render, PrintsWhatAnOverlayBuilds) {
  check_out_shop();
  const Called called = call({"render", "./flux/apps/backend/production/"});
  EXPECT_EQ(called.exit_code, 0);
  EXPECT_THAT(called.err, IsEmpty());
  EXPECT_THAT(called.out, AllOf(HasSubstr("\n---\n"), HasSubstr("image: registry.example.com/shop/backend:1.4.0\n"),
                                HasSubstr("  replicas: 3\n"), Not(HasSubstr("#"))));
}

TEST_F(Render, SaysWhichLineSetEachValue) {
  check_out_shop();
  const Called called = call({"render", "flux/apps/backend/production", "--origins"});
  EXPECT_THAT(called.out, HasSubstr("image: registry.example.com/shop/backend:1.4.0  "
                                    "# flux/apps/backend/production/kustomization.yaml:15\n"));
  EXPECT_THAT(called.out, HasSubstr("replicas: 3  # flux/apps/backend/production/kustomization.yaml:23\n"));
  EXPECT_THAT(called.out, HasSubstr("name: backend  # flux/apps/backend/base/deployment.yaml:4\n"));
}

TEST_F(Render, TakesTheNameOfAFluxKustomization) {
  check_out_shop();
  const Called named = call({"render", "flux-system/backend-production"});
  EXPECT_THAT(named.out, AllOf(HasSubstr("kind: Service\n"), HasSubstr("image: registry.example.com/shop/backend:1.4.0\n")));
  EXPECT_EQ(call({"render", "backend-production"}).out, named.out);
}

TEST_F(Render, ReadsTheWorkTreeUnlessACommitIsNamed) {
  check_out_shop();
  std::ofstream(directory_.path() / "flux/apps/backend/base/service.yaml") << "kind: Service\nmetadata:\n  name: other\n"
                                                                              "apiVersion: v1\n";
  EXPECT_THAT(call({"render", "flux/apps/backend/base"}).out, HasSubstr("name: other\n"));
  EXPECT_THAT(call({"render", "flux/apps/backend/base", "--at", "HEAD"}).out, Not(HasSubstr("name: other\n")));
}

TEST_F(Render, PrintsNothingOfAnOverlayThatDoesNotBuild) {
  commit_shop();
  repository_.remove("flux/apps/backend/base/service.yaml").commit("lose a file");
  const Called called = call({"render", "flux/apps/backend/production", "--at", "HEAD"});
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, IsEmpty());
  EXPECT_THAT(called.err, HasSubstr("error: flux/apps/backend/base/kustomization.yaml:"));
}

TEST_F(Render, NamesTheNearestKustomization) {
  check_out_shop();
  const Called called = call({"render", "flux-system/backend-prodution"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("Did you mean `flux-system/backend-production`?"));
}

}  // namespace
}  // namespace safeops::test
