#pragma once

#include <string_view>
#include <vector>

#include "sql/scan.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

// What authors write about a migration in comments and in its name.

struct Declaration {
  DeclaredPhase phase = DeclaredPhase::none;
  Span span;  // of the comment, empty when the name says it
};
// By a whole word of the file's name, else of its directories, else by a `Phase:` or `phase=` comment before the first statement.
Declaration read_declaration(std::string_view path, std::string_view text, const Scan& scan);

// Every comment line that starts with `safeops:allow`.
std::vector<Directive> read_directives(std::string_view text, const Scan& scan);

// Liquibase's rollback, which stands in comments: a text as long as `text`, blank but for the SQL of `--rollback` lines and
// `/* liquibase rollback` comments, byte for byte where it stands in the file.
std::string liquibase_rollback(std::string_view text, const Scan& scan);

}  // namespace safeops::sql
