#include "change/new_objects.hpp"

#include <gtest/gtest.h>

namespace safeops {
namespace {

// Is what the last effect of the script touches made by the effects before it?
bool last_is_on_new_object(std::string_view sql) {
  const std::deque<Migration> landed;
  NewObjects made(landed);
  const sql::Script script = sql::analyze(sql, "");
  bool covered = false;
  for (const sql::Statement& statement : script.statements) {
    for (const sql::Effect& effect : statement.effects) {
      covered = made.covers(effect);
      made.add(effect);
    }
  }
  return covered;
}

TEST(NewObjects, are_tables_and_what_belongs_to_them) {
  EXPECT_TRUE(last_is_on_new_object("CREATE TABLE t (a int); DROP TABLE t"));
  EXPECT_TRUE(last_is_on_new_object("CREATE TABLE t (a int); ALTER TABLE public.t DROP COLUMN a"));
  EXPECT_TRUE(last_is_on_new_object("ALTER TABLE t ADD COLUMN a int; ALTER TABLE t DROP COLUMN a"));
  EXPECT_FALSE(last_is_on_new_object("ALTER TABLE t ADD COLUMN a int; ALTER TABLE t DROP COLUMN b"));
  EXPECT_FALSE(last_is_on_new_object("DROP TABLE t"));
}

TEST(NewObjects, do_not_include_the_table_of_a_new_index) {
  EXPECT_FALSE(last_is_on_new_object("CREATE INDEX i ON t (a); DROP TABLE t"));
  EXPECT_TRUE(last_is_on_new_object("CREATE INDEX i ON t (a); DROP INDEX i"));
}

TEST(NewObjects, are_told_apart_by_schema) {
  EXPECT_FALSE(last_is_on_new_object("CREATE TABLE scratch.t (a int); DROP TABLE t"));
  EXPECT_TRUE(last_is_on_new_object("CREATE SCHEMA scratch; CREATE TABLE scratch.t (a int); DROP TABLE scratch.t"));
}

TEST(NewObjects, do_not_hide_a_required_column_behind_its_own_addition) {
  EXPECT_FALSE(last_is_on_new_object("ALTER TABLE t ADD COLUMN a int NOT NULL"));
  EXPECT_TRUE(last_is_on_new_object("CREATE TABLE t (b int); ALTER TABLE t ADD COLUMN a int NOT NULL"));
}

TEST(NewObjects, keep_their_newness_through_a_rename) {
  EXPECT_TRUE(last_is_on_new_object("CREATE TABLE t (a int); ALTER TABLE t RENAME TO u; DROP TABLE u"));
  EXPECT_TRUE(
      last_is_on_new_object("ALTER TABLE t ADD COLUMN a int; ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t DROP COLUMN b"));
  EXPECT_FALSE(last_is_on_new_object("CREATE TABLE t (a int); ALTER TABLE t RENAME COLUMN a TO users; DROP TABLE users"));
}

}  // namespace
}  // namespace safeops
