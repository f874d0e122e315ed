#pragma once

#include <string>
#include <vector>

#include "estate/migration.hpp"
#include "sql/script.hpp"

namespace safeops {

// A statement without comments, with one blank between tokens and unquoted words in lower case: equal for two statements that
// differ in layout only. Empty for a span outside of the text.
std::string statement_text(const Migration& migration, const sql::Statement& statement);

// The statements that run upwards, each as statement_text, in order. Those inside a DO block or a function body stand in the
// statement that holds them.
std::vector<std::string> up_statements(const Migration& migration);

// A name longer than PostgreSQL keeps (NAMEDATALEN).
struct LongName {
  sql::Span span;
  std::string text;  // as written, without quotes
  std::string kept;
};
std::vector<LongName> names_cut_short(const Migration& migration, const sql::Statement& statement);

}  // namespace safeops
