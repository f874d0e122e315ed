#include "rules/landed_migration.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "sql/sections.hpp"

namespace safeops::rules {
namespace {

std::string_view file_name(const Migration& migration) {
  return std::string_view(migration.path).substr(migration.path.rfind('/') + 1);
}

// The parts between separators, without leading zeros and without empty parts at the end.
std::vector<std::string_view> parts_of(std::string_view number) {
  std::vector<std::string_view> parts;
  while (!number.empty()) {
    const std::size_t end = std::min(number.find_first_of("._-"), number.size());
    const std::string_view part = number.substr(0, end);
    parts.push_back(part.substr(std::min(part.find_first_not_of('0'), part.size())));
    number.remove_prefix(std::min(end + 1, number.size()));
  }
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

}  // namespace

bool is_up_file(const Migration& migration) {
  return migration.carrier == Migration::Carrier::file && !sql::read_path(migration.path).down;
}

bool is_repeatable(const Migration& migration) {
  return sql::read_path(migration.path).framework == sql::Framework::flyway && file_name(migration).starts_with('R');
}

std::string plain_number(std::string_view number) {
  return fmt::format("{}", fmt::join(parts_of(number), "."));
}

bool same_number(std::string_view one, std::string_view other) {
  return parts_of(one) == parts_of(other);
}

MigrationSeries series_of(const Migration& migration) {
  const std::string_view directory = migration.directory();
  const sql::Framework framework = sql::read_path(migration.path).framework;
  if (framework == sql::Framework::flyway) return {directory, file_name(migration).front()};
  if (framework != sql::Framework::diesel) return {directory, '\0'};
  const std::size_t slash = directory.rfind('/');
  return {slash == directory.npos ? std::string_view{} : directory.substr(0, slash), '\0'};
}

bool is_day(std::string_view number) {
  return number.size() == 10 && number.find_first_of("-_.") == 4;
}

std::vector<Related> landed_here(const Change& change, const Migration& at_base) {
  const auto commit = change.landed(at_base.path);
  if (!commit) return {{at_base.place(), "as it is on the base branch"}};
  return {{at_base.place(), fmt::format("landed {} with {}", text::format_time(commit->time), commit->id.short_hex())}};
}

}  // namespace safeops::rules
