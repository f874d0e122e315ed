#include "sql/dynamic_text.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "sql/lexer.hpp"

namespace safeops::sql {

namespace {

constexpr int deepest_join = 500;
constexpr std::size_t longest = 1024 * 1024;  // a template may use an argument again and again

using Value = std::optional<DynamicText>;

Value read(Node expression, int depth);

DynamicText& operator+=(DynamicText& left, const DynamicText& right) {
  left.text += right.text;
  left.names += right.names;
  left.literals += right.literals;
  return left;
}

Value constant(Node value) {
  if (value["sval"]) return DynamicText{.text = std::string(value["sval"].text("sval"))};
  if (value["fval"]) return DynamicText{.text = std::string(value["fval"].text("fval"))};
  if (value["ival"]) return DynamicText{.text = std::to_string(value["ival"].number("ival"))};
  return {};
}

std::string quote_literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + "'";
}

// Quoting may double a text.
bool is_known(const Value& value) {
  return value && !value->computed() && value->text.size() <= longest;
}

// What %I and quote_ident(), %L and quote_literal() make of an argument.
DynamicText as_name(const Value& value) {
  if (is_known(value)) return {.text = Name{"", value->text}.text()};
  return {.text = std::string(DynamicText::computed_name), .names = 1};
}

DynamicText as_literal(const Value& value) {
  // A backslash makes it an E'' string.
  if (is_known(value) && value->text.find('\\') == value->text.npos) return {.text = quote_literal(value->text)};
  return {.text = std::string(DynamicText::computed_literal), .literals = 1};
}

Value substitute(char form, const Value& value) {
  if (form == 'I') return as_name(value);
  if (form == 'L') return as_literal(value);
  return form == 's' ? value : std::nullopt;
}

// The digits of "%2$I", read past; 0 where there are none, or no `$` behind them.
std::size_t read_position(std::string_view pattern, std::size_t& at) {
  std::size_t end = at, position = 0;
  while (end < pattern.size() && end < at + 4 && std::isdigit(static_cast<unsigned char>(pattern[end])) != 0)
    position = position * 10 + static_cast<std::size_t>(pattern[end++] - '0');
  if (end == at || end >= pattern.size() || pattern[end] != '$') return 0;
  at = end + 1;
  return position;
}

// format() without widths and flags.
Value formatted(const std::vector<Value>& arguments) {
  if (arguments.empty() || !arguments[0] || arguments[0]->computed()) return {};
  const std::string& pattern = arguments[0]->text;
  DynamicText result;
  std::size_t next = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      result.text += pattern[i];
      continue;
    }
    if (++i < pattern.size() && pattern[i] == '%') {
      result.text += '%';
      continue;
    }
    if (const std::size_t position = read_position(pattern, i)) next = position;
    if (i >= pattern.size() || next >= arguments.size()) return {};
    const auto value = substitute(pattern[i], arguments[next++]);
    if (!value || result.text.size() > longest) return {};
    result += *value;
  }
  return result;
}

Value called(Node call, int depth) {
  const Name name = name_of_list(call.list("funcname"));
  const std::vector<Node> arguments = call.list("args");
  if (!(name.schema.empty() || name.schema == "pg_catalog") || call.flag("func_variadic")) return {};
  const bool quotes_literal = name.name == "quote_literal" || name.name == "quote_nullable";
  if (name.name != "format" && name.name != "quote_ident" && !quotes_literal) return {};
  std::vector<Value> values;
  for (const Node argument : arguments) values.push_back(read(argument, depth));
  if (name.name == "format") return formatted(values);
  if (values.size() != 1) return {};
  return quotes_literal ? as_literal(values[0]) : as_name(values[0]);
}

// A cast to any other type may change the text, as char(3) cuts it.
Value cast(Node cast, int depth) {
  const TypeName type = read_type(cast["typeName"]);
  const bool text = type.name.name == "text" || type.name.name == "varchar";
  if (!text || !type.name.schema.empty() || !type.modifiers.empty() || type.dimensions != 0) return {};
  return read(cast["arg"], depth);
}

Value joined(Node operation, int depth) {
  const std::vector<Node> name = operation.list("name");
  if (name.size() != 1 || string_of(name.front()) != "||") return {};
  auto left = read(operation["lexpr"], depth);
  const auto right = left ? read(operation["rexpr"], depth) : std::nullopt;
  if (!right || left->text.size() > longest) return {};
  *left += *right;
  return left;
}

Value read(Node expression, int depth) {
  if (depth > deepest_join) return {};
  if (expression["TypeCast"]) return cast(expression["TypeCast"], depth + 1);
  if (expression["A_Expr"]) return joined(expression["A_Expr"], depth + 1);
  if (expression["FuncCall"]) return called(expression["FuncCall"], depth + 1);
  return constant(expression["A_Const"]);
}

// In a comment, a string or a dollar quote what is put in could end what it stands in.
bool stand_alone(const DynamicText& dynamic) {
  std::size_t names = 0, literals = 0;
  Lexer lexer(dynamic.text);
  for (Token token = lexer.next_code(); token.kind != Token::Kind::end; token = lexer.next_code()) {
    names += token.kind == Token::Kind::quoted_name && lexer.text(token) == DynamicText::computed_name ? 1 : 0;
    literals += token.kind == Token::Kind::string && lexer.text(token) == DynamicText::computed_literal ? 1 : 0;
  }
  return names == dynamic.names && literals == dynamic.literals;
}

}  // namespace

std::optional<DynamicText> dynamic_text(Node expression) {
  auto result = read(expression, 0);
  if (!result || (result->computed() && !stand_alone(*result))) return {};
  const Node value = expression["A_Const"];
  if (value["sval"]) result->literal = static_cast<std::uint32_t>(value.number("location"));
  return result;
}

}  // namespace safeops::sql
