#include "change/migration_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace safeops {
namespace {

using Names = std::vector<std::string>;

Names sorted(Names names) {
  std::stable_sort(names.begin(), names.end(), comes_before);
  return names;
}

TEST(MigrationOrder, numbers_count_by_their_value) {
  EXPECT_EQ(sorted({"db/10.sql", "db/9.sql", "db/010_b.sql"}), (Names{"db/9.sql", "db/10.sql", "db/010_b.sql"}));
}

TEST(MigrationOrder, flyway_sorts_by_version_and_runs_repeatable_ones_last) {
  EXPECT_EQ(sorted({"db/R__views.sql", "db/V2.1__email.sql", "db/V10__x.sql", "db/V2__users.sql"}),
            (Names{"db/V2__users.sql", "db/V2.1__email.sql", "db/V10__x.sql", "db/R__views.sql"}));
}

}  // namespace
}  // namespace safeops
