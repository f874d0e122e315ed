#include <fmt/format.h>

#include <algorithm>

#include "sql/effects.hpp"
#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;

// Functions that run SQL handed to them as text.
constexpr std::string_view sql_runners[] = {
    "dblink",
    "dblink_exec",
    "dblink_open",
    "dblink_send_query",
    "pg_background_launch",
    "query_to_xml",
    "query_to_xmlschema",
    "query_to_xml_and_xmlschema",
    "schedule_in_database",
};

std::string_view constant_text(const std::vector<Node>& arguments, std::size_t index) {
  if (index >= arguments.size()) return {};
  const Node argument = arguments[index]["TypeCast"] ? arguments[index]["TypeCast"]["arg"] : arguments[index];
  return argument["A_Const"]["sval"].text("sval");
}

void read_call(Node call, Reading& reading) {
  Name function = name_of_list(call.list("funcname"));
  const bool runs_sql = std::find(std::begin(sql_runners), std::end(sql_runners), function.name) != std::end(sql_runners) ||
                        (function.name == "schedule" && function.schema == "cron");
  if (runs_sql) {
    Effect& effect = reading.add(Kind::dynamic_sql, Effect::Target::function, function);
    effect.detail = fmt::format("{}() runs SQL given as text", function.name);
    effect.span = reading.name_at(reading.place(call));
  }
  if (function.name == "set_config") {
    const std::vector<Node> arguments = call.list("args");
    read_setting_value(constant_text(arguments, 0), constant_text(arguments, 1), reading);
    reading.finding().statement.effects.back().local = arguments.size() > 2 && always_true(arguments[2]);
  }
  reading.finding().calls.push_back(std::move(function));
}

Body::Language language_of(std::string_view name) {
  const std::string folded = text::lower(name);
  if (folded == "sql") return Body::Language::sql;
  return folded == "plpgsql" ? Body::Language::plpgsql : Body::Language::other;
}

// The options of DO and CREATE FUNCTION: LANGUAGE and AS.
void read_body(const std::vector<Node>& options, Body::Language otherwise, Reading& reading) {
  Body body{.language = otherwise};
  bool found = false;
  for (const Node option : options) {
    const Node element = option["DefElem"];
    if (element.is("defname", "language")) body.language = language_of(string_of(element["arg"]));
    if (!element.is("defname", "as")) continue;
    const std::vector<Node> parts = element["arg"]["List"].list("items");
    body.code = string_of(parts.empty() ? element["arg"] : parts.front());
    body.quote = reading.place(element, "arg_location");
    found = parts.size() < 2;  // two are a C library and its symbol
  }
  if (found) reading.finding().body = std::move(body);
}

// The statements between BEGIN ATOMIC and END as the text has them.
std::vector<Span> atomic_parts(const Reading& reading) {
  Lexer lexer(reading.text(), reading.span());
  Token token = lexer.next_code();
  while (token.kind != Token::Kind::end && !lexer.is(token, "atomic")) token = lexer.next_code();
  std::vector<Span> parts;
  std::optional<Span> part;
  for (token = lexer.next_code(); token.kind != Token::Kind::end; token = lexer.next_code()) {
    if (!lexer.is(token, ';')) {
      part = Span{part.value_or(token.span).begin, token.span.end};
    } else if (part) {
      parts.push_back(*part);
      part.reset();
    }
  }
  return parts;
}

// BEGIN ATOMIC bodies are in the tree: {"List": [{"List": [statements]}]}.
void read_atomic_body(Node body, Reading& reading) {
  std::vector<Node> statements;
  for (const Node list : body["List"].list("items"))
    for (const Node statement : list["List"].list("items")) statements.push_back(statement);
  if (statements.empty()) return;
  const std::vector<Span> parts = atomic_parts(reading);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Span span = parts.size() == statements.size() ? parts[i] : reading.span();
    reading.finding().inside.push_back(read_statement(statements[i], reading.text(), reading.origin(), span));
  }
}

void read_do(Node statement, Reading& reading) {
  read_body(statement.list("args"), Body::Language::plpgsql, reading);
  if (reading.finding().body && reading.finding().body->language != Body::Language::plpgsql)
    reading.add(Kind::dynamic_sql).detail = "DO block in a language that is not read";
}

void read_create_function(Node statement, Reading& reading) {
  if (statement.flag("is_procedure")) reading.set_kind("CREATE PROCEDURE");
  const Name name = name_of_list(statement.list("funcname"));
  reading.add(statement.flag("replace") ? Kind::replace_function : Kind::create_function, Effect::Target::function, name);
  reading.finding().routine = name;
  read_body(statement.list("options"), Body::Language::other, reading);
  check_routine_settings(statement.list("options"), reading);
  read_atomic_body(statement["sql_body"], reading);
}

void read_procedure_call(Node statement, Reading& reading) {
  const Node call = statement["funccall"];
  reading.add(Kind::call, Effect::Target::function, name_of_list(call.list("funcname")));
  read_call(call, reading);
  read_calls(call, reading);
}

}  // namespace

void read_calls(Node statement, Reading& reading) {
  statement.walk([&](std::string_view key, Node node) {
    if (key == "FuncCall") read_call(node, reading);
    return true;
  });
}

void read_routine(std::string_view tag, Node statement, Reading& reading) {
  if (tag == "DoStmt") return read_do(statement, reading);
  if (tag == "CallStmt") return read_procedure_call(statement, reading);
  read_create_function(statement, reading);
}

}  // namespace safeops::sql
