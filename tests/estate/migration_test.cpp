#include "estate/migration.hpp"

#include <gtest/gtest.h>

namespace safeops {
namespace {

std::string number_of(std::string path) {
  Migration migration;
  migration.path = std::move(path);
  return std::string(migration.number());
}

TEST(MigrationNumber, is_the_digits_in_front) {
  EXPECT_EQ(number_of("migrations/001-create.sql"), "001");
  EXPECT_EQ(number_of("migrations/20260105101500_create.sql"), "20260105101500");
  EXPECT_EQ(number_of("001.sql"), "001");
  EXPECT_EQ(number_of("migrations/create.sql"), "");
}

TEST(MigrationNumber, ends_where_the_title_begins) {
  EXPECT_EQ(number_of("migrations/001-2fa.sql"), "001");
  EXPECT_EQ(number_of("migrations/0001_2fa.sql"), "0001");
  EXPECT_EQ(number_of("migrations/1.10-index.sql"), "1.10");
}

TEST(MigrationNumber, takes_a_date_as_a_whole) {
  EXPECT_EQ(number_of("migrations/2026-01-05-create.sql"), "2026-01-05");
  EXPECT_EQ(number_of("migrations/2026_01_05_101500_create.sql"), "2026_01_05_101500");
}

TEST(MigrationNumber, is_flyways_version) {
  EXPECT_EQ(number_of("sql/V1__create.sql"), "1");
  EXPECT_EQ(number_of("sql/V1.2__create.sql"), "1.2");
  EXPECT_EQ(number_of("sql/V1_2__create.sql"), "1_2");
  EXPECT_EQ(number_of("sql/U1__create.sql"), "1");
  EXPECT_EQ(number_of("sql/R__views.sql"), "");
}

TEST(MigrationNumber, stands_in_the_directory_for_diesel_and_prisma) {
  EXPECT_EQ(number_of("migrations/2020-01-01-000000_users/up.sql"), "2020-01-01-000000");
  EXPECT_EQ(number_of("prisma/migrations/20260105101500_users/migration.sql"), "20260105101500");
  EXPECT_EQ(number_of("migrations/007/notes.sql"), "");
}

TEST(MigrationNumber, is_for_files_only) {
  Migration migration;
  migration.path = "manifests/001.yaml";
  migration.carrier = Migration::Carrier::config_map;
  EXPECT_EQ(migration.number(), "");
}

}  // namespace
}  // namespace safeops
