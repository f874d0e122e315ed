#include "rules/approval_count.hpp"

#include <gtest/gtest.h>

namespace safeops::rules {
namespace {

const std::vector<git::Identity> authors = {
    {"Alice Example", "alice@example.com"}, {"octavia", "4217+octo@users.noreply.github.com"}, {"Bob", "bob+git@example.com"}};

TEST(IsOneOf, knows_a_handle_by_the_address_it_begins) {
  EXPECT_TRUE(is_one_of("@alice", authors));
  EXPECT_TRUE(is_one_of("alice", authors));
  EXPECT_TRUE(is_one_of("@ALICE", authors));
  EXPECT_FALSE(is_one_of("@alic", authors));
  EXPECT_FALSE(is_one_of("@alice2", authors));
}

TEST(IsOneOf, knows_a_handle_by_the_name) {
  EXPECT_TRUE(is_one_of("@octavia", authors));
  EXPECT_TRUE(is_one_of("@bob", authors));
}

TEST(IsOneOf, reads_the_handle_in_a_private_address) {
  EXPECT_TRUE(is_one_of("@octo", authors));
  EXPECT_TRUE(is_one_of("@Octo", {{"x", "octo@users.noreply.github.com"}}));
  EXPECT_FALSE(is_one_of("@4217", authors));
}

TEST(IsOneOf, takes_what_follows_a_plus_elsewhere_for_a_label) {
  EXPECT_FALSE(is_one_of("@git", authors));
}

TEST(IsOneOf, compares_addresses_with_addresses) {
  EXPECT_TRUE(is_one_of("Alice@Example.com", authors));
  EXPECT_TRUE(is_one_of("4217+octo@users.noreply.github.com", authors));
}

TEST(IsOneOf, knows_a_person_by_another_address) {
  EXPECT_TRUE(is_one_of("alice@example.org", authors));
  EXPECT_TRUE(is_one_of("alice.example@example.org", authors));
  EXPECT_TRUE(is_one_of("octavia@example.org", authors));
  EXPECT_TRUE(is_one_of("bob+approvals@example.org", authors));
  EXPECT_FALSE(is_one_of("carol@example.com", authors));
  EXPECT_FALSE(is_one_of("alice.other@example.com", authors));
}

TEST(IsOneOf, takes_nothing_for_nobody) {
  EXPECT_FALSE(is_one_of("", authors));
  EXPECT_FALSE(is_one_of("@", authors));
  EXPECT_FALSE(is_one_of("@", {{"", ""}}));
  EXPECT_FALSE(is_one_of("@@", {{"", "@"}}));
  EXPECT_FALSE(is_one_of("@alice", {}));
}

}  // namespace
}  // namespace safeops::rules
