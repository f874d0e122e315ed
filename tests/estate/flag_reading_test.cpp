#include "estate/flag_reading.hpp"

#include <gtest/gtest.h>

namespace safeops {
namespace {

TEST(NameWithoutHash, takes_off_what_kustomize_puts_behind_a_generated_name) {
  EXPECT_EQ(name_without_hash("feature-flags-8m2kd42t5c"), "feature-flags");
  EXPECT_EQ(name_without_hash("flags-gh2k456789"), "flags");
}

TEST(NameWithoutHash, leaves_other_names_alone) {
  EXPECT_EQ(name_without_hash("feature-flags"), "feature-flags");
  EXPECT_EQ(name_without_hash("feature-flags-production"), "feature-flags-production");  // ten letters, some no digits of a hash
  EXPECT_EQ(name_without_hash("flags-8m2kd42t5"), "flags-8m2kd42t5");
  EXPECT_EQ(name_without_hash("8m2kd42t5c"), "8m2kd42t5c");
  EXPECT_EQ(name_without_hash(""), "");
}

TEST(BooleanLike, knows_the_usual_words_in_any_case) {
  for (const char* word : {"true", "ON", "Yes", "1", "enabled"}) EXPECT_EQ(boolean_like(word), true) << word;
  for (const char* word : {"false", "Off", "no", "0", "disabled"}) EXPECT_EQ(boolean_like(word), false) << word;
  for (const char* word : {"", "2", "maybe", "${FEATURE}", "true "}) EXPECT_EQ(boolean_like(word), std::nullopt) << word;
}

}  // namespace
}  // namespace safeops
