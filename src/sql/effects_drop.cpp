#include <fmt/format.h>

#include <algorithm>

#include "sql/effects.hpp"
#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

Kind drop_kind(std::string_view type, Target target) {
  if (type == "OBJECT_EVENT_TRIGGER") return Kind::drop_other;
  switch (target) {
    case Target::table:
      return Kind::drop_table;
    case Target::view:
      return Kind::drop_view;
    case Target::materialized_view:
      return Kind::drop_materialized_view;
    case Target::index:
      return Kind::drop_index;
    case Target::sequence:
      return Kind::drop_sequence;
    case Target::type:
    case Target::domain:
      return Kind::drop_type;
    case Target::function:
      return Kind::drop_function;
    case Target::schema:
      return Kind::drop_schema;
    case Target::trigger:
      return Kind::drop_trigger;
    case Target::policy:
      return Kind::row_security;
    case Target::extension:
      return Kind::drop_extension;
    case Target::none:
    case Target::column:
    case Target::enum_value:
    case Target::database:
    case Target::constraint:
    case Target::rule:
    case Target::role:
    case Target::other:
      break;
  }
  return Kind::drop_other;
}

bool belongs_to_table(std::string_view type) {
  return type == "OBJECT_TRIGGER" || type == "OBJECT_POLICY" || type == "OBJECT_RULE";
}

// The object of one entry: a string, a list of strings, a type name, or a routine with its arguments.
void set_object(Effect& effect, std::string_view type, Node entry) {
  const std::string_view tag = entry.tag();
  if (tag == "String") effect.object.name = string_of(entry);
  if (tag == "TypeName") effect.object = name_of_list(entry.body().list("names"));
  if (tag == "ObjectWithArgs") effect.object = name_of_list(entry.body().list("objname"));
  if (tag != "List") return;
  std::vector<Node> names = entry.body().list("items");
  if (belongs_to_table(type) && !names.empty()) {
    effect.member = string_of(names.back());
    names.pop_back();
  }
  effect.object = name_of_list(names);
}

// The names of the list, without DROP ... IF EXISTS in front and CASCADE behind.
std::vector<Span> name_parts(Reading& reading, std::string_view words) {
  Lexer lexer(reading.text(), reading.span());
  for (auto left = 2 + std::count(words.begin(), words.end(), ' '); left > 0; --left) lexer.next_code();
  std::uint32_t begin = lexer.offset();
  Token token = lexer.next_code();
  if (lexer.is(token, "concurrently")) begin = token.span.end, token = lexer.next_code();
  if (lexer.is(token, "if") && lexer.is(lexer.next_code(), "exists")) begin = lexer.offset();
  std::vector<Span> parts = reading.parts(begin);
  if (parts.empty()) return parts;
  Lexer last(reading.text(), parts.back());
  std::uint32_t end = parts.back().begin;
  for (Token each = last.next_code(); each.kind != Token::Kind::end; each = last.next_code())
    if (!last.is(each, "cascade") && !last.is(each, "restrict")) end = each.span.end;
  parts.back().end = end;
  return parts;
}

void drop_roles(Node statement, Reading& reading) {
  for (const Node role : statement.list("roles")) {
    Effect& effect = reading.add(Kind::drop_other, Target::role, {"", std::string(role["RoleSpec"].text("rolename"))});
    effect.if_exists = statement.flag("missing_ok");
    effect.span = reading.name_at(reading.place(role["RoleSpec"]));
  }
}

void drop_owned(Node statement, Reading& reading) {
  for (const Node role : statement.list("roles")) {
    Effect& effect = reading.add(Kind::drop_owned, Target::role, {"", std::string(role["RoleSpec"].text("rolename"))});
    effect.cascade = statement.is("behavior", "DROP_CASCADE");
  }
}

}  // namespace

void read_drop(Node statement, Reading& reading) {
  const std::string_view type = statement.text("removeType");
  const std::string_view words = object_words(type);
  reading.set_kind(fmt::format("DROP {}", words));
  const std::vector<Node> objects = statement.list("objects");
  const std::vector<Span> parts = name_parts(reading, words);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    Effect& effect = reading.add(drop_kind(type, object_target(type)), object_target(type));
    set_object(effect, type, objects[i]);
    effect.cascade = statement.is("behavior", "DROP_CASCADE");
    effect.if_exists = statement.flag("missing_ok");
    effect.concurrently = statement.flag("concurrent");
    if (effect.kind == Kind::row_security) effect.detail = "policy dropped";
    if (effect.kind == Kind::drop_other) effect.detail = text::lower(words);
    if (parts.size() == objects.size()) effect.span = parts[i];
  }
}

void read_drop_special(std::string_view tag, Node statement, Reading& reading) {
  if (tag == "DropRoleStmt") return drop_roles(statement, reading);
  if (tag == "DropOwnedStmt") return drop_owned(statement, reading);
  const bool database = tag == "DropdbStmt";
  Effect& effect = reading.add(database ? Kind::drop_database : Kind::drop_other, database ? Target::database : Target::other);
  for (const std::string_view key : {"dbname", "subname", "tablespacename", "servername"})
    if (statement[key]) effect.object.name = statement.text(key);
  effect.if_exists = statement.flag("missing_ok");
}

}  // namespace safeops::sql
