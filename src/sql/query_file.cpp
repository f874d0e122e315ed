#include "sql/query_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/placeholders.hpp"
#include "sql/reader.hpp"

namespace safeops::sql {

namespace {

// "-- name: GetUser :one" -> "GetUser"; empty for other comments.
std::string name_in(std::string_view comment) {
  const std::string_view word = "name:";
  const std::size_t at = comment.find(word);
  if (at == comment.npos || comment.find_first_not_of("-/*# \t") != at) return {};
  const std::string_view rest = trim(comment.substr(at + word.size()));
  const auto end = std::find_if_not(rest.begin(), rest.end(), [](char c) { return is_name_part(c) || c == '-' || c == '.'; });
  return std::string(rest.begin(), end);
}

// The name above each statement, one entry a statement of the scan.
class Names {
 public:
  Names(std::string_view text, const Scan& scan) : text_(text), comments_(scan.comments) {}

  // Statements are asked for in order.
  std::string above(Span statement) {
    std::string name;
    for (; next_ < comments_.size() && comments_[next_].span.begin < statement.end; ++next_) {
      const Span span = comments_[next_].span;
      std::string found = name_in(text_.substr(span.begin, span.end - span.begin));
      if (!found.empty()) name = std::move(found);
    }
    return name;
  }

 private:
  std::string_view text_;
  const std::vector<Comment>& comments_;
  std::size_t next_ = 0;
};

// The whole of a reference, of which a parser gives where it begins.
Span name_at(std::string_view text, Span reference) {
  if (reference.begin >= text.size()) return {};
  Lexer lexer(text, reference.begin);
  Span span = lexer.next().span;
  while (lexer.is(lexer.next_code(), '.')) span.end = lexer.next_code().span.end;
  return span;
}

// A text cut into statements, and what those say.
struct QueryText {
  std::string text;
  Scan scan;
  Statements read;
};

QueryText parse(std::string text, Budget& budget) {
  QueryText reading{.text = std::move(text), .scan = {}, .read = {}};
  reading.scan = scan(reading.text, ScanMode::fragment);
  for (const Span deep : reading.scan.deep_comments)
    reading.read.problems.push_back(
        {Problem::Kind::limit, deep, fmt::format("comments are nested deeper than {}", Limits::comment_nesting)});
  if (!reading.read.problems.empty()) return reading;
  for (const Span blank : reading.scan.blanks)
    std::fill(reading.text.begin() + blank.begin, reading.text.begin() + blank.end, ' ');
  reading.read = read_statements(reading.text, reading.scan, budget);
  return reading;
}

QueryText parse_queries(std::string_view text) {
  Budget budget;
  QueryText reading = parse(with_parameters(text), budget);
  if (reading.read.problems.empty() || text.find('?') == text.npos) return reading;
  QueryText marked = parse(with_question_marks(reading.text), budget);
  return marked.read.problems.size() < reading.read.problems.size() ? std::move(marked) : std::move(reading);
}

QueryFile too_large() {
  QueryFile file;
  file.problems.push_back({Problem::Kind::limit, {}, fmt::format("the text has more than {} MiB", Limits::text_bytes >> 20)});
  return file;
}

}  // namespace

QueryFile read_queries(std::string_view text) {
  if (text.size() > Limits::text_bytes) return too_large();
  QueryText reading = parse_queries(text);
  QueryFile file{.queries = {}, .problems = std::move(reading.read.problems)};
  Names names(text, reading.scan);
  for (Finding& finding : reading.read.findings) {
    std::string name = names.above(finding.statement.span);
    auto* run = std::get_if<RunQuery>(&finding.statement.command.form);
    if (!run) continue;
    for (Query::Scope& scope : run->query.scopes)
      for (Query::Reference& reference : scope.references) reference.span = name_at(reading.text, reference.span);
    file.queries.push_back({std::move(name), finding.statement.span, std::move(run->query)});
  }
  return file;
}

}  // namespace safeops::sql
