#include "estate/directive.hpp"

#include <algorithm>

namespace safeops {
namespace {

constexpr std::string_view keyword = "safeops:allow";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool is_blank(std::string_view text) {
  return trimmed(text).empty();
}

// "<rule-id>: <reason> (until YYYY-MM-DD)"
void parse(std::string_view text, AllowComment& comment) {
  text = trimmed(text);
  const std::size_t colon = text.find(':');
  comment.rule = std::string(trimmed(text.substr(0, colon)));
  std::string_view rest = colon == text.npos ? std::string_view{} : trimmed(text.substr(colon + 1));
  const std::size_t until = rest.rfind("(until ");
  if (until != rest.npos && rest.ends_with(')')) {
    comment.until = std::string(trimmed(rest.substr(until + 7, rest.size() - until - 8)));
    rest = trimmed(rest.substr(0, until));
  }
  comment.reason = std::string(rest);
  if (const auto day = text::parse_day(comment.until)) comment.until_time = *day + 24 * 3600 - 1;

  if (comment.rule.empty() || comment.rule.find(' ') != std::string::npos) {
    comment.malformed = "it names no rule";
  } else if (comment.reason.empty()) {
    comment.malformed = "it gives no reason";
  } else if (comment.until.empty()) {
    comment.malformed = "it has no end: add `(until YYYY-MM-DD)`";
  } else if (!comment.until_time) {
    comment.malformed = "its end is not a day: write `(until YYYY-MM-DD)`";
  }
}

// The first line after `line` that is neither blank nor only a comment.
std::uint32_t next_code_line(const text::Source& source, std::uint32_t line, std::string_view comment_start) {
  for (std::uint32_t next = line + 1; next <= source.lines().count(); ++next) {
    const std::string_view content = trimmed(source.line(next));
    if (!content.empty() && !content.starts_with(comment_start)) return next;
  }
  return line;
}

AllowComment make_comment(const text::Source& source, text::Span span, std::string_view text) {
  AllowComment comment;
  comment.place = {&source, span};
  parse(text, comment);
  const std::uint32_t line = source.lines().line_of(span.begin);
  comment.covers_first = comment.covers_last = line;
  return comment;
}

bool stands_alone(const text::Source& source, text::Span span) {
  const std::uint32_t line = source.lines().line_of(span.begin);
  return is_blank(source.text().substr(source.lines().offset_of(line), span.begin - source.lines().offset_of(line)));
}

// In SQL a comment of its own speaks for the whole statement below it.
std::uint32_t end_of_statement_below(const text::Source& source, const sql::Script& script, text::Span span) {
  for (const sql::Statement& statement : script.statements) {
    if (statement.span.begin >= span.end) return source.lines().line_of(statement.span.end == 0 ? 0 : statement.span.end - 1);
  }
  return source.lines().line_of(span.begin);
}

// Inside a statement, the comment speaks for the next line of it only.
bool inside_statement(const sql::Script& script, text::Span span) {
  return std::any_of(script.statements.begin(), script.statements.end(), [&](const sql::Statement& statement) {
    return statement.container == sql::Container::top_level && statement.span.begin < span.begin && span.end < statement.span.end;
  });
}

std::vector<AllowComment> in_sql(const text::Source& source, const sql::Script& script) {
  std::vector<AllowComment> comments;
  for (const sql::Directive& directive : script.directives) {
    AllowComment comment = make_comment(source, directive.span, directive.text);
    if (stands_alone(source, directive.span)) {
      comment.covers_last = inside_statement(script, directive.span) ? next_code_line(source, comment.covers_first, "--")
                                                                     : end_of_statement_below(source, script, directive.span);
    }
    comments.push_back(std::move(comment));
  }
  return comments;
}

// A `#` that starts a comment: at the start of the line or after a blank, outside quotes.
std::size_t comment_start(std::string_view line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote) {
      if (line[i] == quote) quote = 0;
    } else if ((line[i] == '"' || line[i] == '\'') &&
               (i == 0 || std::string_view(" [{,:").find(line[i - 1]) != std::string_view::npos)) {
      quote = line[i];
    } else if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return i;
    }
  }
  return std::string_view::npos;
}

// `#` in manifests; `--` too, for SQL that stands in one.
std::vector<AllowComment> in_yaml(const text::Source& source) {
  std::vector<AllowComment> comments;
  for (std::uint32_t number = 1; number <= source.lines().count(); ++number) {
    const std::string_view line = source.line(number);
    const std::size_t at = line.find(keyword);
    if (at == line.npos) continue;
    const std::size_t hash = comment_start(line);
    const std::size_t dashes = line.rfind("--", at);
    const bool in_hash = hash != line.npos && is_blank(line.substr(hash + 1, at - hash - 1));
    const bool in_dashes = dashes != line.npos && is_blank(line.substr(dashes + 2, at - dashes - 2));
    if (!in_hash && !in_dashes) continue;
    const std::size_t column = in_hash ? hash : dashes;
    const std::uint32_t begin = source.lines().offset_of(number) + static_cast<std::uint32_t>(column);
    const text::Span span{begin, source.lines().offset_of(number) + static_cast<std::uint32_t>(line.size())};
    AllowComment comment = make_comment(source, span, line.substr(at + keyword.size()));
    if (stands_alone(source, span)) comment.covers_last = next_code_line(source, number, in_hash ? "#" : "--");
    comments.push_back(std::move(comment));
  }
  return comments;
}

}  // namespace

std::vector<AllowComment> allow_comments(const text::Source& source, Library& library) {
  if (source.text().find(keyword) == std::string_view::npos) return {};
  const std::string& path = source.path();
  if (path.ends_with(".yaml") || path.ends_with(".yml")) return in_yaml(source);
  return in_sql(source, library.script(source));
}

}  // namespace safeops
