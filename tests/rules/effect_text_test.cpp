#include "rules/effect_text.hpp"

#include <gtest/gtest.h>

namespace safeops::rules {
namespace {

std::string words_of(std::string_view statement) {
  const sql::Script script = sql::analyze(statement, "");
  if (script.statements.empty() || script.statements.front().effects.empty()) return "nothing";
  return in_words(script.statements.front().effects.front());
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

}  // namespace
}  // namespace safeops::rules
