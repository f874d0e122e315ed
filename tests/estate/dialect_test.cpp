#include "estate/dialect.hpp"

#include <gtest/gtest.h>

namespace safeops {
namespace {

// "path: database" of each, in order.
std::vector<std::string> left_out(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const DialectFile& file : find_other_dialects(paths))
    names.push_back(file.path + ": " + (file.database.empty() ? "stood in for" : std::string(file.database)));
  return names;
}

using Names = std::vector<std::string>;

TEST(OtherDialects, are_told_by_names_beside_each_other) {
  EXPECT_EQ(left_out({"db/1_a.mysql.up.sql", "db/1_a.postgres.up.sql", "db/1_a.sqlite3.up.sql", "db/2_b.up.sql"}),
            (Names{"db/1_a.mysql.up.sql: MySQL", "db/1_a.sqlite3.up.sql: SQLite"}));
}

TEST(OtherDialects, are_told_by_directories_beside_each_other) {
  EXPECT_EQ(left_out({"db/mysql/1.sql", "db/postgres/1.sql", "other/mysql/1.sql"}), (Names{"db/mysql/1.sql: MySQL"}));
}

TEST(OtherDialects, a_name_alone_is_not_believed) {
  EXPECT_EQ(left_out({"db/1_a.sql", "db/2_import_from.mysql.sql", "db/mysql_like.sql"}), Names{});
  EXPECT_EQ(left_out({"mysql/1.sql", "oracle/1.sql"}), Names{});
  EXPECT_EQ(left_out({"db/V1__init.sql", "db/V2__noop.mysql.sql", "db/V3__drop.sqlite.sql"}), Names{});
}

TEST(OtherDialects, postgresql_has_a_file_of_its_own) {
  EXPECT_EQ(left_out({"db/1_a.postgres.up.sql", "db/1_a.up.sql", "db/2_b.up.sql"}), (Names{"db/1_a.up.sql: stood in for"}));
}

}  // namespace
}  // namespace safeops
