#include "rules/landed_migration.hpp"

#include <gtest/gtest.h>

namespace safeops::rules {
namespace {

TEST(SameNumber, ignores_leading_zeros) {
  EXPECT_TRUE(same_number("7", "007"));
  EXPECT_TRUE(same_number("0", "000"));
  EXPECT_FALSE(same_number("7", "70"));
  EXPECT_FALSE(same_number("7", "8"));
}

TEST(SameNumber, takes_separators_and_empty_tails_alike) {
  EXPECT_TRUE(same_number("1.2", "1_2"));
  EXPECT_TRUE(same_number("1", "1.0.0"));
  EXPECT_FALSE(same_number("1.2", "12"));
  EXPECT_FALSE(same_number("1.0.2", "1.2"));
}

TEST(UpFile, is_a_file_that_does_not_roll_back) {
  Migration migration;
  for (const char* path : {"migrations/001.sql", "migrations/1_a.up.sql", "migrations/V1__a.sql", "migrations/2020_a/up.sql"}) {
    migration.path = path;
    EXPECT_TRUE(is_up_file(migration)) << path;
  }
  for (const char* path : {"migrations/1_a.down.sql", "migrations/U1__a.sql", "migrations/2020_a/down.sql", "db/revert/a.sql"}) {
    migration.path = path;
    EXPECT_FALSE(is_up_file(migration)) << path;
  }
  migration.path = "migrations/001.sql";
  migration.carrier = Migration::Carrier::config_map;
  EXPECT_FALSE(is_up_file(migration));
}

TEST(Repeatable, is_a_flyway_file_without_a_version) {
  Migration migration;
  migration.path = "migrations/R__views.sql";
  EXPECT_TRUE(is_repeatable(migration));
  migration.path = "migrations/Report.sql";
  EXPECT_FALSE(is_repeatable(migration));
}

}  // namespace
}  // namespace safeops::rules
