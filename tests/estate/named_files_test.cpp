#include "estate/named_files.hpp"

#include "reading.hpp"

namespace safeops {
namespace {

using test::Reading;

std::vector<std::string> paths(const NamedFiles::Matches& found) {
  std::vector<std::string> paths;
  for (const git::Entry& entry : found.files) paths.push_back(entry.path);
  return paths;
}

TEST(NamedFiles, are_a_file_or_what_the_pattern_matches) {
  const Reading reading({{"queries/a.sql", "SELECT 1"}, {"queries/b.sql", "SELECT 2"}, {"queries/c.txt", ""}, {"dump", ""}});
  NamedFiles files(reading->snapshot());
  EXPECT_EQ(paths(files.matching({.text = "./dump", .place = {}})), std::vector<std::string>{"dump"});
  EXPECT_EQ(paths(files.matching({.text = "queries/**", .place = {}})),
            (std::vector<std::string>{"queries/a.sql", "queries/b.sql"}));
  EXPECT_TRUE(paths(files.matching({.text = "nowhere/**", .place = {}})).empty());
}

TEST(NamedFiles, say_when_not_all_were_compared) {
  const Reading reading({{"queries/a.sql", "SELECT 1"}, {"queries/b.sql", "SELECT 2"}});
  constexpr std::size_t one_path = 10 * 13;
  NamedFiles files(reading->snapshot(), one_path);
  const NamedFiles::Matches found = files.matching({.text = "queries/**", .place = {}});
  EXPECT_EQ(paths(found), std::vector<std::string>{"queries/a.sql"});
  EXPECT_TRUE(found.cut_off);
  EXPECT_FALSE(files.matching({.text = "queries/b.sql", .place = {}}).cut_off);
}

}  // namespace
}  // namespace safeops
