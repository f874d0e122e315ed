#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/script.hpp"

namespace safeops::sql {

// A comment by which a migration tool divides a file (sql.md 5): `-- +goose Down`, `-- migrate:up` ...
struct Marker {
  Span span;
  Framework framework = Framework::none;  // none too for tern and node-pg-migrate, which have no name in Framework
  Direction direction = Direction::up;
};

// The marker a line comment is, or nothing. `comment` starts with `--`; whether it stands at the start of its line is for the
// caller to know, all tools ask for that.
std::optional<Marker> read_marker(std::string_view comment);

// Which tool a file belongs to and which of its parts roll back.
class Sections {
 public:
  // `head_comment` is the file's first comment, empty when the file starts with something else.
  Sections(const std::vector<Marker>& markers, std::string_view head_comment, std::string_view path);

  [[nodiscard]] Framework framework() const { return framework_; }
  // Liquibase writes its rollback as comments.
  [[nodiscard]] bool rollback_in_comments() const { return framework_ == Framework::liquibase; }
  [[nodiscard]] Direction direction(std::uint32_t offset) const;

 private:
  std::vector<Marker> markers_;
  Framework framework_ = Framework::none;
  Direction whole_ = Direction::up;
};

// What a path alone says. `up` is only set when the name says so (`x.up.sql`, `V1__x.sql`), not for want of other signs.
struct PathHint {
  Framework framework = Framework::none;
  bool up = false;
  bool down = false;
};
PathHint read_path(std::string_view path);

}  // namespace safeops::sql
