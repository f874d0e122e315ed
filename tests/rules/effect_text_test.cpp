#include "rules/effect_text.hpp"

#include <gtest/gtest.h>

namespace safeops::rules {
namespace {

std::string words_of(std::string_view statement) {
  const sql::Script script = sql::analyze(statement, "");
  if (script.statements.empty() || script.statements.front().effects.empty()) return "nothing";
  return in_words(script.statements.front().effects.front());
}

std::string words_of_last(std::string_view text) {
  const sql::Script script = sql::analyze(text, "");
  if (script.statements.empty() || script.statements.back().effects.empty()) return "nothing";
  return in_words(script.statements.back().effects.back());
}

TEST(InWords, names_the_object) {
  EXPECT_EQ(words_of("DROP TABLE shop.users"), "drop table shop.users");
  EXPECT_EQ(words_of("CREATE TABLE users (id int)"), "create table users");
}

TEST(InWords, names_the_member_behind_its_table) {
  EXPECT_EQ(words_of("ALTER TABLE users DROP COLUMN login"), "drop column users.login");
  EXPECT_EQ(words_of("ALTER TABLE users ADD COLUMN \"Login\" text"), "add column users.\"Login\"");
}

TEST(InWords, says_what_is_renamed_and_to_what) {
  EXPECT_EQ(words_of("ALTER TABLE users RENAME TO accounts"), "rename table users to accounts");
  EXPECT_EQ(words_of("ALTER TABLE users RENAME COLUMN login TO name"), "rename column users.login to name");
}

TEST(InWords, says_that_a_name_is_put_in_when_it_runs) {
  EXPECT_EQ(words_of_last("DO $$ BEGIN EXECUTE format('CREATE VIEW %I.v AS SELECT 1', s); END $$"),
            "create a view whose name is put in when it runs");
  EXPECT_EQ(words_of_last("DO $$ BEGIN EXECUTE format('CREATE TABLE %I PARTITION OF events DEFAULT', s); END $$"),
            "attach a partition whose name is put in when it runs");
}

}  // namespace
}  // namespace safeops::rules
