#include "sql/psql.hpp"

#include <algorithm>

#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

constexpr std::string_view sending[] = {"crosstabview", "g", "gdesc", "gset", "gx", "watch"};
constexpr std::string_view quiet[] = {
    "?",     "C",    "H",        "T",   "a", "conninfo", "copyright",  "echo",  "elif", "else",  "endif", "errverbose",
    "f",     "h",    "help",     "if",  "l", "list",     "o",          "out",   "p",    "print", "pset",  "q",
    "qecho", "quit", "restrict", "set", "t", "timing",   "unrestrict", "unset", "warn", "x",     "z"};

bool contains(const auto& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::uint32_t line_end(std::string_view text, std::uint32_t from) {
  while (from < text.size() && !is_line_end(text[from])) ++from;
  return from;
}

Name read_name(Lexer& lexer, Token& token) {
  Name name;
  while (token.kind == Token::Kind::word || token.kind == Token::Kind::quoted_name) {
    std::string_view part = lexer.text(token);
    name.schema = std::move(name.name);
    name.name = token.kind == Token::Kind::word ? text::lower(part) : std::string(part.substr(1, part.size() - 2));
    token = lexer.next_code();
    if (!lexer.is(token, '.')) break;
    token = lexer.next_code();
  }
  return name;
}

bool is_writing_word(const Lexer& lexer, const Token& token) {
  return lexer.is(token, "insert") || lexer.is(token, "update") || lexer.is(token, "delete") || lexer.is(token, "merge");
}

// \copy { table [(columns)] | (query) } { from | to } { 'file' | program 'command' | stdin ... }
void read_copy(std::string_view text, std::uint32_t arguments, MetaCommand& command) {
  Lexer lexer(text, Span{arguments, command.span.end});
  Token token = lexer.next_code();
  const bool query = lexer.is(token, '(');
  command.table = read_name(lexer, token);
  command.effect = MetaCommand::Effect::copies_out;
  for (Token before; token.kind != Token::Kind::end; before = token, token = lexer.next_code()) {
    if (lexer.is(token, "program") || (query && is_writing_word(lexer, token))) {
      command.effect = MetaCommand::Effect::blinds;
      return;
    }
    if (!query && lexer.is(token, "from")) command.effect = MetaCommand::Effect::copies_in;
    if (lexer.is(token, "stdin") && before.kind != Token::Kind::end && lexer.is(before, "from")) command.from_stdin = true;
  }
}

MetaCommand::Effect effect_of(std::string_view name, std::string_view arguments) {
  using Effect = MetaCommand::Effect;
  if (arguments.find('`') != std::string_view::npos) return Effect::blinds;
  const bool piped = trim(arguments).starts_with('|');
  if (contains(sending, name)) return piped ? Effect::blinds : Effect::sends;
  if (contains(quiet, name) || name.starts_with('d')) return piped ? Effect::blinds : Effect::none;
  return Effect::blinds;
}

}  // namespace

MetaCommand read_meta_command(std::string_view text, std::uint32_t begin) {
  MetaCommand command{.span = {begin, line_end(text, begin)}};
  std::uint32_t name_end = begin + 1;
  if (name_end < text.size() && text[name_end] == ';')
    return {.span = {begin, begin + 2}, .effect = MetaCommand::Effect::separates, .name = ";"};
  while (name_end < command.span.end && is_name_part(text[name_end])) ++name_end;
  if (name_end == begin + 1 && name_end < command.span.end) ++name_end;
  command.name = text.substr(begin + 1, name_end - begin - 1);
  if (command.name == "copy") {  // takes all of its line
    read_copy(text, name_end, command);
    return command;
  }
  // The separator `\\` ends the arguments; SQL may follow on the line.
  const std::size_t separator = text.substr(0, command.span.end).find("\\\\", name_end);
  if (separator != std::string_view::npos) command.span.end = static_cast<std::uint32_t>(separator + 2);
  command.effect = effect_of(command.name, text.substr(name_end, command.span.end - name_end));
  return command;
}

}  // namespace safeops::sql
