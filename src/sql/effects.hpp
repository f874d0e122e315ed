#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/parse_tree.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

// Code that a DO or CREATE FUNCTION statement carries as a string.
struct Body {
  enum class Language { sql, plpgsql, other };
  Language language = Language::plpgsql;
  std::string code;                    // decoded
  std::optional<std::uint32_t> quote;  // offset of the literal in the text parsed
};

// What one node of the parse tree says. Spans are offsets into the text parsed.
struct Finding {
  Statement statement;
  std::vector<Name> calls;              // functions that run when the statement does
  Name routine;                         // the function or procedure it creates
  std::optional<Body> body;             // of DO and of routines written as a string
  std::vector<Finding> inside;          // statements of a BEGIN ATOMIC body
  std::optional<std::string> blinding;  // why nothing after it can be trusted
};

// Collects the effects of one statement. Offsets in the tree count from `origin` of `text`.
class Reading {
 public:
  Reading(std::string_view text, std::uint32_t origin, Span span, Finding& finding);

  // Appends an effect whose span is the whole statement.
  Effect& add(Effect::Kind kind, Effect::Target target = Effect::Target::none, Name object = {});
  void set_kind(std::string_view command) { finding_.statement.kind = command; }
  [[nodiscard]] Finding& finding() { return finding_; }
  [[nodiscard]] Span span() const { return span_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  // A `location` of the tree as an offset of the text, none when the tree has none.
  [[nodiscard]] std::optional<std::uint32_t> place(Node node, std::string_view key = "location") const;
  // The (qualified) name at an offset; the statement where there is none.
  [[nodiscard]] Span name_at(std::optional<std::uint32_t> offset) const;
  // The parts of the statement from `begin` on that commas outside of parentheses separate.
  [[nodiscard]] std::vector<Span> parts(std::uint32_t begin) const;
  [[nodiscard]] std::uint32_t origin() const { return origin_; }

 private:
  std::string_view text_;
  std::uint32_t origin_;
  Span span_;
  Finding& finding_;
};

// Reads the statement whose node (`{"DropStmt": ...}`) is given.
Finding read_statement(Node statement, std::string_view text, std::uint32_t origin, Span span);
// Adds what it does to a reading that has begun.
void read_effects(Node statement, Reading& reading);

// One function a family of statements, called by read_effects with the statement's fields; `tag` is its type in the tree.
void read_alter_table(Node statement, Reading& reading);
void read_drop(Node statement, Reading& reading);
void read_drop_special(std::string_view tag, Node statement, Reading& reading);
void read_rename(Node statement, Reading& reading);
void read_alter_special(std::string_view tag, Node statement, Reading& reading);
void read_create(std::string_view tag, Node statement, Reading& reading);
void read_routine(std::string_view tag, Node statement, Reading& reading);
void read_data(std::string_view tag, Node statement, Reading& reading);
void read_setting(std::string_view tag, Node statement, Reading& reading);
void check_routine_settings(const std::vector<Node>& options, Reading& reading);  // SET clauses of functions and procedures
void read_session(std::string_view tag, Node statement, Reading& reading);

// An object class of the tree, "OBJECT_MATVIEW", in the words of a command, "MATERIALIZED VIEW", and as a target.
std::string_view object_words(std::string_view object_type);
Effect::Target object_target(std::string_view object_type);

// Code that runs with the statement: functions called, dblink, set_config. Walks all below.
void read_calls(Node statement, Reading& reading);
// Notes that a setting gets a new value with the statement or with what it defines: standard_conforming_strings off blinds.
void check_setting(std::string_view name, std::string_view value, Reading& reading);
// The same, and adds the effect.
void read_setting_value(std::string_view name, std::string_view value, Reading& reading);

// True for a WHERE that holds for every row whatever the data: none, true, 1 = 1, NOT false, `... OR true`.
bool always_true(Node condition);

}  // namespace safeops::sql
