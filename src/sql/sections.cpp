#include "sql/sections.hpp"

#include <algorithm>
#include <set>

#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

struct MarkerForm {
  std::string_view prefix;  // folded, after `--` and blanks
  Framework framework;
  Direction direction;
};

constexpr MarkerForm marker_forms[] = {
    {"+goose up", Framework::goose, Direction::up},         {"+goose down", Framework::goose, Direction::down},
    {"migrate:up", Framework::dbmate, Direction::up},       {"migrate:down", Framework::dbmate, Direction::down},
    {"+migrate up", Framework::sql_migrate, Direction::up}, {"+migrate down", Framework::sql_migrate, Direction::down},
    {"up migration", Framework::none, Direction::up},       {"down migration", Framework::none, Direction::down},
};
constexpr std::string_view tern_divider = "---- create above / drop below ----";

bool starts_with_phrase(std::string_view text, std::string_view phrase) {
  return text.starts_with(phrase) && (text.size() == phrase.size() || is_blank(text[phrase.size()]));
}

// One blank between words, as `+goose   Down` is read by the tools.
std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text::lower(trim(text)))
    if (!is_blank(c))
      result += c;
    else if (!result.ends_with(' '))
      result += ' ';
  return result;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view last_component(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view parent_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : last_component(path.substr(0, slash));
}

// V1_2__name.sql, U1__name.sql, R__name.sql, B1__name.sql
bool is_flyway_name(std::string_view name) {
  if (name.size() < 4 || std::string_view("VURB").find(name[0]) == std::string_view::npos) return false;
  std::size_t version_end = 1;
  while (version_end < name.size() &&
         (is_digit(name[version_end]) || name[version_end] == '.' ||
          (name[version_end] == '_' && version_end + 1 < name.size() && is_digit(name[version_end + 1]))))
    ++version_end;
  const bool versioned = version_end > 1;
  return name.substr(version_end).starts_with("__") && versioned == (name[0] != 'R');
}

PathHint sqitch_hint(std::string_view directory) {
  if (directory == "deploy") return {.framework = Framework::sqitch};
  if (directory == "revert" || directory == "verify") return {.framework = Framework::sqitch, .down = true};
  return {};
}

bool is_liquibase_header(std::string_view comment) {
  if (!comment.starts_with("--")) return false;
  return squeezed(comment.substr(2)).starts_with("liquibase formatted sql");
}

bool is_tern_name(std::string_view path) {
  return !path.empty() && is_digit(last_component(path).front());
}

}  // namespace

std::optional<Marker> read_marker(std::string_view comment) {
  if (comment.size() > 200) return {};
  if (trim(comment) == tern_divider) return Marker{.direction = Direction::down};
  std::string_view content = trim(comment.substr(2));
  if (content.empty() || std::string_view("+mMuUdD").find(content[0]) == std::string_view::npos) return {};
  const std::string phrase = squeezed(content);
  for (const MarkerForm& form : marker_forms)
    if (starts_with_phrase(phrase, form.prefix)) return Marker{.framework = form.framework, .direction = form.direction};
  return {};
}

PathHint read_path(std::string_view path) {
  const std::string_view name = last_component(path);
  if (name == "up.sql") return {.framework = Framework::diesel, .up = true};
  if (name == "down.sql") return {.framework = Framework::diesel, .down = true};
  if (name.ends_with(".up.sql")) return {.framework = Framework::golang_migrate, .up = true};
  if (name.ends_with(".down.sql")) return {.framework = Framework::golang_migrate, .down = true};
  if (name.ends_with(".rollback.sql")) return {.down = true};
  if (is_flyway_name(name)) return {.framework = Framework::flyway, .up = name[0] != 'U', .down = name[0] == 'U'};
  if (name == "migration.sql" && !parent_name(path).empty() && is_digit(parent_name(path).front()))
    return {.framework = Framework::prisma};
  if (name == "structure.sql") return {.framework = Framework::rails};
  if (parent_name(path) == "down" || parent_name(path) == "undo" || parent_name(path) == "rollback") return {.down = true};
  return sqitch_hint(parent_name(path));
}

Sections::Sections(const std::vector<Marker>& markers, std::string_view head_comment, std::string_view path) {
  const PathHint hint = read_path(path);
  framework_ = hint.framework;
  whole_ = hint.down ? Direction::down : Direction::up;
  if (framework_ == Framework::golang_migrate && head_comment.starts_with("-- no-transaction")) framework_ = Framework::sqlx;
  if (is_liquibase_header(head_comment)) framework_ = Framework::liquibase;
  // A file whose name says up or down is run whole by the tools that name files so, whatever its comments say.
  if (hint.up || hint.down || markers.empty()) return;
  // A tool asks for its up part before it takes anything as down; what only looks like a down part runs with the rest.
  std::set<Framework> with_up;
  for (const Marker& marker : markers) {
    const bool divider = marker.framework == Framework::none && is_tern_name(path);
    if (marker.direction == Direction::up) with_up.insert(marker.framework);
    if (marker.direction == Direction::down && !divider && !with_up.contains(marker.framework)) continue;
    markers_.push_back(marker);
    if (framework_ != Framework::liquibase && marker.framework != Framework::none) framework_ = marker.framework;
  }
}

Direction Sections::direction(std::uint32_t offset) const {
  const auto next = std::upper_bound(markers_.begin(), markers_.end(), offset,
                                     [](std::uint32_t at, const Marker& marker) { return at < marker.span.begin; });
  return next == markers_.begin() ? whole_ : std::prev(next)->direction;
}

}  // namespace safeops::sql
