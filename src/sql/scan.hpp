#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/lexer.hpp"
#include "sql/psql.hpp"
#include "sql/sections.hpp"

namespace safeops::sql {

// How heavy a stretch of text is for the parser, which recurses and has no working stack check (gate.md D2).
struct Load {
  std::uint32_t chain = 0;  // most tokens that can hang on one another: `a + b + c`, no comma between
  std::uint32_t set_operations = 0;
  std::uint32_t parentheses = 0;  // deepest
};

struct Limits {
  static constexpr std::uint32_t text_bytes = 4 * 1024 * 1024;
  static constexpr std::uint32_t statements = 50'000;  // of one text
  static constexpr std::uint32_t comment_nesting = 64;
  static constexpr std::uint32_t parentheses = 500;
  // Past these a text is parsed in a child process.
  static constexpr std::uint32_t plain_bytes = 1024 * 1024;
  static constexpr std::uint32_t plain_chain = 8000;
  static constexpr std::uint32_t plain_set_operations = 1000;
  static constexpr std::uint32_t plain_blocks = 300;
};

[[nodiscard]] bool is_plain(const Load& load, std::size_t bytes);

struct Comment {
  Span span;
  bool block = false;
  bool before_code = false;  // nothing but comments and blanks in front
};

// A statement as our own splitter sees it: first to last token, without the semicolon.
struct RawStatement {
  Span span;
  Load load;
  std::optional<Span> placeholder;  // first of each
  std::optional<Span> variable;     // psql's :name, :'name', :"name"
};

struct Scan;
// As is_plain() of all statements, and of how PL/pgSQL blocks nest.
[[nodiscard]] bool is_plain_body(const Scan& scan, std::size_t bytes);

// What a text is made of, found in one linear pass before any parser sees it.
struct Scan {
  std::vector<RawStatement> statements;
  std::vector<Comment> comments;
  std::vector<Marker> markers;
  std::vector<MetaCommand> meta_commands;
  std::vector<Span> blanks;         // not SQL: meta-commands, COPY data, section markers; to be overwritten before parsing
  std::vector<Span> deep_comments;  // past Limits::comment_nesting
  std::uint32_t blocks = 0;         // most BEGIN, IF, LOOP and CASE open at once, as PL/pgSQL nests them
};

// `script` turns on what only files have: section markers, psql meta-commands and variables, COPY data.
enum class ScanMode { script, fragment };
Scan scan(std::string_view text, ScanMode mode);

}  // namespace safeops::sql
