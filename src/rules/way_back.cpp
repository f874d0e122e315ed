#include "rules/way_back.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/sections.hpp"

namespace safeops::rules {
namespace {

struct Pair {
  std::string_view up;
  std::string_view down;
};
constexpr Pair pairs[] = {{".up.sql", ".down.sql"}, {"/up.sql", "/down.sql"}, {"/deploy/", "/revert/"}};

// The file beside it that takes it back; empty where both directions stand in one file.
std::string down_file(std::string_view path) {
  for (const Pair& pair : pairs) {
    const std::size_t at = path.rfind(pair.up);
    if (at == path.npos) continue;
    return fmt::format("{}{}{}", path.substr(0, at), pair.down, path.substr(at + pair.up.size()));
  }
  return {};
}

bool is_down_marker(std::string_view line) {
  if (!line.starts_with("--")) return false;
  const auto marker = sql::read_marker(line);
  return marker && marker->direction == sql::Direction::down;
}

bool has_down_section(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_down_marker(line)) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace

bool has_way_back(const Estate& estate, const Migration& migration) {
  const std::string file = down_file(migration.path);
  if (!file.empty() && estate.snapshot().find(file)) return true;
  return has_down_section(migration.text());
}

std::optional<WayBack> way_back(const Estate& estate, const Migration& migration) {
  const std::string file = down_file(migration.path);
  WayBack back{.migration = file.empty() ? &migration : estate.migration(file)};
  if (!back.migration || !back.migration->script().complete()) return {};
  for (const sql::Statement& statement : back.migration->script().statements) {
    if (statement.direction != sql::Direction::down) continue;
    if (statement.container != sql::Container::top_level || statement.phase() == sql::Phase::unknown) return {};
    back.statements.push_back(&statement);
  }
  return back.statements.empty() ? std::nullopt : std::optional(std::move(back));
}

bool does_nothing(const WayBack& back) {
  using Kind = sql::Effect::Kind;
  return std::all_of(back.statements.begin(), back.statements.end(), [](const sql::Statement* statement) {
    return std::all_of(statement->effects.begin(), statement->effects.end(), [](const sql::Effect& effect) {
      return effect.kind == Kind::select || effect.kind == Kind::setting || effect.kind == Kind::transaction;
    });
  });
}

std::string way_back_of(const Migration& migration) {
  const std::string file = down_file(migration.path);
  if (!file.empty()) return file;
  switch (migration.script().framework) {
    case sql::Framework::goose:
      return "a `-- +goose Down` section";
    case sql::Framework::dbmate:
      return "a `-- migrate:down` section";
    case sql::Framework::sql_migrate:
      return "a `-- +migrate Down` section";
    case sql::Framework::liquibase:
      return "a `--rollback` comment for each changeset";
    case sql::Framework::none:
    case sql::Framework::golang_migrate:
    case sql::Framework::flyway:
    case sql::Framework::sqitch:
    case sql::Framework::diesel:
    case sql::Framework::sqlx:
    case sql::Framework::prisma:
    case sql::Framework::rails:
      return "a rollback script";
  }
  return "a rollback script";
}

}  // namespace safeops::rules
