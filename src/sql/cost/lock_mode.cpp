#include "sql/cost/lock_mode.hpp"

#include <algorithm>
#include <iterator>

namespace safeops::sql {

namespace {

struct Naming {
  LockMode mode;
  std::string_view name, words;
};
constexpr Naming namings[] = {
    {LockMode::access_share, "AccessShare", "ACCESS SHARE"},
    {LockMode::row_share, "RowShare", "ROW SHARE"},
    {LockMode::row_exclusive, "RowExclusive", "ROW EXCLUSIVE"},
    {LockMode::share_update_exclusive, "ShareUpdateExclusive", "SHARE UPDATE EXCLUSIVE"},
    {LockMode::share, "Share", "SHARE"},
    {LockMode::share_row_exclusive, "ShareRowExclusive", "SHARE ROW EXCLUSIVE"},
    {LockMode::exclusive, "Exclusive", "EXCLUSIVE"},
    {LockMode::access_exclusive, "AccessExclusive", "ACCESS EXCLUSIVE"},
};

}  // namespace

bool blocks_reads(LockMode mode) {
  return mode == LockMode::access_exclusive;
}

bool blocks_writes(LockMode mode) {
  return mode >= LockMode::share;
}

std::string_view to_string(LockMode mode) {
  return namings[static_cast<std::size_t>(mode)].name;
}

std::string_view words_for(LockMode mode) {
  return namings[static_cast<std::size_t>(mode)].words;
}

LockMode lock_mode_of(std::string_view name) {
  const auto* found = std::find_if(std::begin(namings), std::end(namings), [&](const Naming& each) { return each.name == name; });
  return found == std::end(namings) ? LockMode::access_exclusive : found->mode;
}

}  // namespace safeops::sql
