// Approvals that have to be signed, and reviews, through the command line, with the signatures that git makes.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "cli/calling.hpp"
#include "text/digest.hpp"

namespace safeops::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* contract_path = "flux/infrastructure/data/migrations/002-contract-drop-login.sql";
constexpr const char* contract_sql = "ALTER TABLE users DROP COLUMN login;\n";

constexpr const char* plan = R"(apiVersion: safeops.dev/v1alpha1
kind: MigrationPlan
metadata:
  name: login-v2
spec:
  app: backend
  database: app-postgres
  contract:
    - flux/infrastructure/data/migrations/002-contract-drop-login.sql
)";

constexpr const char* policy = R"(apiVersion: safeops.dev/v1alpha1
kind: Policy
approvals:
  signed: true
)";

std::string approval(std::string_view by) {
  return fmt::format(
      "apiVersion: safeops.dev/v1alpha1\nkind: Approval\nmetadata:\n  name: login-v2-contract\nspec:\n  plan: login-v2\n"
      "  phase: contract\n  decision: go\n  by: \"{}\"\n  at: \"2026-03-01T09:30:00Z\"\n  files:\n    - path: {}\n"
      "      sha256: {}\n",
      by, contract_path, text::sha256_hex(contract_sql));
}

class Signatures : public Calling {
 protected:
  void SetUp() override {
    make_key("bob");
    make_key("mallory");
    base_ = repository_.write(".safeops/policy.yaml", policy)
                .write(".safeops/allowed_signers", "bob@example.com,@bob " + public_key("bob"))
                .overlay(std::filesystem::path(SAFEOPS_ROOT) / "fixtures/layouts/shop")
                .commit("the shop");
  }

  void bring_contract(std::string_view message = "contract") {
    repository_.write(".safeops/plans/login-v2.yaml", plan).write(contract_path, contract_sql).commit(message);
    repository_.check_out();
  }

  void shell(const std::string& command) {
    const std::string line = fmt::format(
        "cd '{}' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GNUPGHOME='{}' GIT_AUTHOR_NAME=bob "
        "GIT_AUTHOR_EMAIL=bob@example.com GIT_COMMITTER_NAME=bob GIT_COMMITTER_EMAIL=bob@example.com {} >/dev/null 2>&1",
        directory_.path().string(), gnupg().string(), command);
    ASSERT_EQ(std::system(line.c_str()), 0) << command;
  }

  void make_key(const std::string& name) {
    shell(fmt::format("ssh-keygen -q -t ed25519 -N '' -C {} -f '{}'", name, (beside_.path() / name).string()));
  }

  std::string public_key(const std::string& name) const {
    std::ifstream in(beside_.path() / (name + ".pub"));
    std::string line;
    std::getline(in, line);
    return line + "\n";
  }

  std::filesystem::path gnupg() const { return beside_.path() / "gnupg"; }
  std::string ssh_signature(const std::string& name) const {
    return fmt::format("-c gpg.format=ssh -c user.signingkey='{}'", (beside_.path() / name).string());
  }

  // The commit that brings the approval; `options` of git say how it is signed.
  void approve(const std::string& options, const std::string& flag = "-S", std::string_view by = "@bob") {
    const auto file = directory_.path() / ".safeops/evidence/login-v2/go.yaml";
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << approval(by);
    shell("git add .safeops");
    shell(fmt::format("git {} commit {} -m approve", options, flag));
  }

  Called judge(std::vector<std::string> options = {}) {
    std::vector<std::string> arguments{"--base", base_.hex(),
                                       "--now",  "2026-03-01T12:00:00Z",
                                       "--only", "evidence-approval-unsigned",
                                       "--only", "evidence-approval-missing",
                                       "--only", "evidence-approval-self"};
    if (options.empty()) options = {"--head", "HEAD"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return call(arguments);
  }

  git::Oid base_;
};

TEST_F(Signatures, CountWhereTheBaseTrustsTheKey) {
  bring_contract();
  approve(ssh_signature("bob"));
  const Called called = judge();
  EXPECT_EQ(called.exit_code, 0) << called.out << called.err;
}

TEST_F(Signatures, OfACoAuthorDoNotCount) {
  bring_contract("contract\n\nCo-authored-by: Robert <bob@example.com>\n");
  approve(ssh_signature("bob"));
  const Called called = judge();
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("evidence-approval-self"));
}

TEST_F(Signatures, AreAskedFor) {
  bring_contract();
  approve("", "--no-gpg-sign");
  const Called called = judge();
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("evidence-approval-unsigned"));
  EXPECT_THAT(called.out, HasSubstr("it is not signed"));
}

TEST_F(Signatures, ByAKeyThatOnlyTheHeadTrustsDoNotCount) {
  repository_.write(".safeops/allowed_signers", "@bob " + public_key("mallory"));
  bring_contract();
  approve(ssh_signature("mallory"));
  const Called called = judge();
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("is by none of those in `.safeops/allowed_signers` of the base"));
}

TEST_F(Signatures, StandForTheirSignerOnly) {
  bring_contract();
  approve(ssh_signature("bob"), "-S", "@carol");
  EXPECT_THAT(judge().out, HasSubstr("it is signed by bob@example.com"));
}

TEST_F(Signatures, EndWithAnEditByAnother) {
  bring_contract();
  approve(ssh_signature("bob"));
  std::ofstream(directory_.path() / ".safeops/evidence/login-v2/go.yaml", std::ios::app) << "# edited\n";
  shell("git commit -a -m edit");
  EXPECT_THAT(judge().out, HasSubstr("it is not signed"));
}

TEST_F(Signatures, SurviveAMerge) {
  bring_contract();
  approve(ssh_signature("bob"));
  shell(fmt::format("git checkout -q -b trunk {}", base_.hex()));
  shell("git merge --no-ff -m merge main");
  EXPECT_EQ(judge().exit_code, 0) << judge().out;
}

TEST_F(Signatures, OfWhatIsNotCommittedThereAreNone) {
  bring_contract();
  approve(ssh_signature("bob"));
  EXPECT_EQ(judge({"--worktree"}).exit_code, 0);
  std::ofstream(directory_.path() / ".safeops/evidence/login-v2/go.yaml", std::ios::app) << "# edited\n";
  EXPECT_THAT(judge({"--worktree"}).out, HasSubstr("it is not committed"));
}

TEST_F(Signatures, ThatCannotBeCheckedAreNoGo) {
  bring_contract();
  approve(ssh_signature("bob"));
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nowhere", 1);
  const Called called = judge();
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("`ssh-keygen` is not installed"));
}

TEST_F(Signatures, OfOpenPgpCountToo) {
  std::filesystem::create_directory(gnupg());
  std::filesystem::permissions(gnupg(), std::filesystem::perms::owner_all);
  shell("gpg --batch --passphrase '' --quick-gen-key 'Bob <bob@example.com>' ed25519 sign never");
  shell(fmt::format("gpg --batch --armor --output '{}' --export bob@example.com", (beside_.path() / "bob.asc").string()));
  std::ifstream in(beside_.path() / "bob.asc");
  const std::string key{std::istreambuf_iterator<char>(in), {}};
  bring_contract();
  approve("-c user.signingkey=bob@example.com");
  EXPECT_THAT(judge().out, HasSubstr("is by none of those in `.safeops/allowed_signers.asc` of the base"));

  base_ = repository_.branch("other", base_).write(".safeops/allowed_signers.asc", key).commit("trust");
  bring_contract();
  approve("-c user.signingkey=bob@example.com");
  shell("gpgconf --kill all");
  const Called called = judge();
  EXPECT_EQ(called.exit_code, 0) << called.out << called.err;
}

class Reviews : public Signatures {
 protected:
  std::string reviews(std::string_view body) const {
    const auto file = beside_.path() / "reviews.json";
    std::ofstream(file, std::ios::trunc) << body;
    return file.string();
  }
  static std::string review(std::string_view login, std::string_view state, std::string_view commit, int hour = 1,
                            std::string_view standing = "MEMBER") {
    return fmt::format(
        R"({{"user":{{"login":"{}","type":"User"}},"state":"{}","commit_id":"{}","submitted_at":"2026-03-01T{:02}:00:00Z","body":"\"]","author_association":"{}"}})",
        login, state, commit, hour, standing);
  }
  Called judge_with(std::string_view body) { return judge({"--head", "HEAD", "--reviews", reviews(body)}); }

  std::string bring() {
    const git::Oid head =
        repository_.write(".safeops/plans/login-v2.yaml", plan).write(contract_path, contract_sql).commit("contract");
    return head.hex();
  }
};

TEST_F(Reviews, OfTheHeadCountUnsigned) {
  const std::string head = bring();
  EXPECT_EQ(judge_with("[]").exit_code, 1);
  EXPECT_EQ(judge_with(fmt::format("[{}]", review("bob", "APPROVED", head))).exit_code, 0);
}

TEST_F(Reviews, OfAnotherCommitByAnAuthorOrByAStrangerDoNot) {
  const std::string head = bring();
  EXPECT_EQ(judge_with(fmt::format("[{}]", review("bob", "APPROVED", base_.hex()))).exit_code, 1);
  EXPECT_EQ(judge_with(fmt::format("[{}]", review("dev", "APPROVED", head))).exit_code, 1);
  EXPECT_EQ(judge_with(fmt::format("[{}]", review("bob", "APPROVED", head, 1, "NONE"))).exit_code, 1);
}

TEST_F(Reviews, AreTheLatestOfEachPerson) {
  const std::string head = bring();
  const auto both = [&](std::string_view state) {
    return judge_with(fmt::format("[{},{}]", review("bob", state, head, 2), review("Bob", "APPROVED", head, 1))).exit_code;
  };
  EXPECT_EQ(both("CHANGES_REQUESTED"), 1);
  EXPECT_EQ(both("DISMISSED"), 1);
  EXPECT_EQ(both("COMMENTED"), 0);
}

TEST_F(Reviews, AreOfWhatGitHubMerges) {
  const std::string head = bring();
  repository_.check_out();
  shell(fmt::format("git checkout -q -b trunk {}", base_.hex()));
  shell("git merge --no-ff -m merge main");
  EXPECT_EQ(judge_with(fmt::format("[{}]", review("carol", "APPROVED", head))).exit_code, 0);
}

TEST_F(Reviews, MayComeInPages) {
  const std::string head = bring();
  EXPECT_EQ(judge_with(fmt::format("[]\n[{}]", review("bob", "APPROVED", head))).exit_code, 0);
}

TEST_F(Reviews, ThatAreNoneEndTheRun) {
  bring();
  for (const char* wrong : {"", "{}", "[1]", "[{\"state\":1}]", "[", "nonsense", "[{\"user\":{},\"state\":\"APPROVED\"}]"}) {
    const Called called = judge_with(wrong);
    EXPECT_EQ(called.exit_code, 2) << wrong;
    EXPECT_THAT(called.err, HasSubstr("--reviews")) << wrong;
  }
  EXPECT_EQ(judge({"--head", "HEAD", "--reviews", "/nowhere"}).exit_code, 2);
}

}  // namespace
}  // namespace safeops::test
