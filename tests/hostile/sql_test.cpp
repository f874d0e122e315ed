#include <fmt/format.h>
#include <gmock/gmock.h>

#include "hostile/pull_request.hpp"

namespace safeops::test {
namespace {

using testing::Contains;
using testing::StartsWith;

class HostileSql : public PullRequest {
 protected:
  Said judge_migration(std::string_view sql) {
    write_migration("001-more.sql", sql);
    return judge();
  }
};

TEST_F(HostileSql, NulByteHidesADrop) {
  using namespace std::string_view_literals;
  EXPECT_THAT(judge_migration("SELECT 1;\n\0\nDROP TABLE users;\n"sv).rules, Contains("gate-parser-blinded"));
}

TEST_F(HostileSql, ExpressionOfManyTerms) {
  EXPECT_THAT(judge_migration("SELECT 1" + repeated("+1", 200'000) + ";\n").rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileSql, ParenthesesInParentheses) {
  EXPECT_THAT(judge_migration("SELECT " + repeated("(", 200'000) + "1" + repeated(")", 200'000) + ";\n").rules,
              Contains(StartsWith("gate-")));
}

TEST_F(HostileSql, CommentsInComments) {
  EXPECT_THAT(judge_migration(repeated("/*", 200'000) + repeated("*/", 200'000) + " DROP TABLE users;\n").rules,
              Contains(StartsWith("gate-")));
}

TEST_F(HostileSql, CommentNeverClosed) {
  EXPECT_THAT(judge_migration(repeated("/* ", 200'000) + "DROP TABLE users;\n").rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileSql, BlocksInBlocks) {
  std::string body = "DROP TABLE users;";
  for (int depth = 0; depth < 3000; ++depth) body = "BEGIN " + body + " END;";
  judge_migration("DO $$ BEGIN " + body + " END $$;\n");
}

TEST_F(HostileSql, DollarQuotesThatNeverClose) {
  std::string sql;
  for (int n = 0; n < 100'000; ++n) sql += fmt::format("$t{}$ ", n);
  EXPECT_THAT(judge_migration(sql).rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileSql, DoBlocksInDoBlocks) {
  std::string body = "DROP TABLE users;";
  for (int depth = 0; depth < 500; ++depth) body = fmt::format("DO $d{0}$ BEGIN {1} END $d{0}$;", depth, body);
  judge_migration(body);
}

TEST_F(HostileSql, ManySmallStatements) {
  EXPECT_THAT(judge_migration(repeated("SELECT 1;\n", 100'000) + "DROP TABLE users;\n").rules, Contains(StartsWith("")));
}

TEST_F(HostileSql, ManyDropsInOneFile) {
  EXPECT_THAT(judge_migration(repeated("DROP TABLE users;\n", 5'000)).rules, Contains("schema-drop-table"));
}

TEST_F(HostileSql, ManyColumnsDroppedAtOnce) {
  std::string sql = "ALTER TABLE users";
  for (int n = 0; n < 3'000; ++n) sql += fmt::format("{} DROP COLUMN c{}", n ? "," : "", n);
  judge_migration(sql + ";\n");
}

TEST_F(HostileSql, ManyTablesAndColumns) {
  std::string sql;
  for (int n = 0; n < 5'000; ++n)
    sql += fmt::format("CREATE TABLE t{0} (a int, b int, c int);ALTER TABLE t{0} RENAME TO s{0};\n", n);
  judge_migration(sql);
}

TEST_F(HostileSql, MorePartitionsThanAreReplayed) {
  std::string sql = "CREATE TABLE events (id bigint) PARTITION BY LIST (id);\n";
  for (int n = 0; n < 1'000; ++n) sql += fmt::format("CREATE TABLE p{0} PARTITION OF events FOR VALUES IN ({0});\n", n);
  for (int n = 0; n < 1'000; ++n) sql += fmt::format("ALTER TABLE events ADD COLUMN c{} int;\n", n);
  EXPECT_THAT(judge_migration(sql).rules, Contains("gate-limits-exceeded"));
}

TEST_F(HostileSql, FiveMegabytes) {
  EXPECT_THAT(judge_migration(repeated("SELECT 'abcdefghijklmnop';\n", 200'000)).rules, Contains("gate-limits-exceeded"));
}

TEST_F(HostileSql, OneLongLine) {
  judge_migration("DROP TABLE users; -- " + repeated("x", 3'000'000) + "\n");
}

TEST_F(HostileSql, InvalidUtf8) {
  EXPECT_THAT(judge_migration("SELECT '\xC3\x28\xFF\xFE'; DROP TABLE users;\n").rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileSql, BidiControls) {
  EXPECT_THAT(judge_migration("/* \u202E } \u2066 */ DROP TABLE users; -- \u2069\n").rules, Contains("gate-invisible-text"));
}

TEST_F(HostileSql, CommandsAndEscapesInWhatIsQuoted) {
  judge_migration("ALTER TABLE users DROP COLUMN \"\x1b[2J\n::error::pwned\n##[error]pwned\u202E\";\n");
}

TEST_F(HostileSql, MarkdownInWhatIsQuoted) {
  const Said said = judge_migration("ALTER TABLE users DROP COLUMN \"</details><script>alert(1)</script>![x](http://evil)\";\n");
  EXPECT_EQ(said.reports.at("markdown").find("<script>"), std::string::npos);
  EXPECT_EQ(said.reports.at("markdown").find("![x]("), std::string::npos);
}

TEST_F(HostileSql, ManyFiles) {
  for (int n = 1; n < 5'000; ++n) write_migration(fmt::format("{:05}-more.sql", n), "SELECT 1;\n");
  write_migration("99999-drop.sql", "DROP TABLE users;\n");
  EXPECT_THAT(judge().rules, Contains("schema-drop-table"));
}

TEST_F(HostileSql, ManyAllowances) {
  judge_migration(repeated("-- safeops:allow schema-drop-table: because (until 2026-12-31)\n", 5'000) + "DROP TABLE users;\n");
}

}  // namespace
}  // namespace safeops::test
