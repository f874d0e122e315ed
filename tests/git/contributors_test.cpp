#include "git/contributors.hpp"

#include <gmock/gmock.h>

#include "harness/repository_builder.hpp"

namespace safeops::git {
namespace {

using testing::ElementsAre;

bool below_evidence(std::string_view path) {
  return path.starts_with("evidence/");
}

class Contributors : public testing::Test {
 protected:
  [[nodiscard]] Commit read(const Oid& id) const { return repository().commit(id); }
  [[nodiscard]] const Repository& repository() const {
    if (!opened_) opened_ = std::make_unique<Repository>(Repository::open(directory_.path()));
    return *opened_;
  }

  test::TemporaryDirectory directory_;
  test::RepositoryBuilder builder_{directory_.path()};
  mutable std::unique_ptr<Repository> opened_;
};

const Identity dev{"Dev", "dev@example.com"};

TEST_F(Contributors, AreAuthorCommitterAndCoAuthors) {
  const Oid id = builder_.write("a", "1").commit(
      "Words\n\nCo-authored-by: Bob Example <bob@example.com>\r\nco-AUTHORED-by:carol\nSigned-off-by: Eve <eve@example.com>\n");
  EXPECT_THAT(contributors(repository(), read(id)),
              ElementsAre(dev, dev, Identity{"Bob Example", "bob@example.com"}, Identity{"carol", ""}));
}

TEST_F(Contributors, OfNothingButEvidenceAreTold) {
  const Oid first = builder_.write("evidence/a", "1").commit("root");
  const Oid only = builder_.write("evidence/b", "1").commit("only");
  const Oid both = builder_.write("evidence/b", "2").write("c", "1").commit("both");
  const Oid moved = builder_.remove("c").write("evidence/c", "1").commit("moved");
  EXPECT_FALSE(changes_only(repository(), read(first), "evidence", below_evidence));
  EXPECT_TRUE(changes_only(repository(), read(only), "evidence", below_evidence));
  EXPECT_FALSE(changes_only(repository(), read(both), "evidence", below_evidence));
  EXPECT_FALSE(changes_only(repository(), read(moved), "evidence", below_evidence));
}

TEST_F(Contributors, OfAMergeAreThoseWhoAddToIt) {
  const Oid root = builder_.write("a", "1").write("b", "1").commit("root");
  builder_.branch("side", root);
  const Oid side = builder_.write("b", "2").commit("side");
  builder_.branch("main");
  builder_.write("a", "2").commit("ours");
  const Oid clean = builder_.write("b", "2").commit("clean", {side});
  EXPECT_TRUE(only_merges(repository(), read(clean)));
  EXPECT_FALSE(only_merges(repository(), read(side)));

  builder_.branch("side");
  const Oid more = builder_.write("c", "1").commit("more");
  builder_.branch("main");
  const Oid adds = builder_.write("c", "1").write("d", "smuggled").commit("adds", {more});
  EXPECT_FALSE(only_merges(repository(), read(adds)));
}

TEST_F(Contributors, OfAMergeThatKeepsWhatWasReplacedAreNamed) {
  const Oid root = builder_.write("a", "1").write("b", "1").commit("root");
  builder_.branch("side", root);
  const Oid side = builder_.write("b", "2").commit("side");
  builder_.branch("main");
  builder_.write("a", "2").commit("ours");
  EXPECT_FALSE(only_merges(repository(), read(builder_.commit("keeps b", {side}))));
}

}  // namespace
}  // namespace safeops::git
