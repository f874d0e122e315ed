#include "sql/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::sql {

namespace {

std::uint32_t size_of(Span span) {
  return span.end - span.begin;
}

class StatementReader {
 public:
  StatementReader(const std::string& text, const Scan& scan, Budget& budget) : text_(text), scan_(scan), budget_(budget) {}

  Statements run() {
    count_ = std::min<std::size_t>(scan_.statements.size(), Limits::statements);
    if (count_ < scan_.statements.size())
      add_problem(Problem::Kind::limit, scan_.statements[count_].span,
                  fmt::format("there are more than {} statements in it", Limits::statements));
    for (std::size_t begin = 0; begin < count_;) {
      const std::size_t end = plain_run(begin);
      if (end > begin)
        read_run(begin, end);
      else
        read_one(scan_.statements[begin]);
      begin = std::max(end, begin + 1);
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] static bool is_plain_sql(const RawStatement& raw) {
    return is_plain(raw.load, size_of(raw.span)) && !raw.placeholder && !raw.variable;
  }

  // The end of the statements from `begin` on that can be parsed together.
  [[nodiscard]] std::size_t plain_run(std::size_t begin) const {
    const std::uint32_t start = scan_.statements[begin].span.begin;
    std::size_t end = begin;
    while (end < count_ && is_plain_sql(scan_.statements[end]) && scan_.statements[end].span.end - start <= Limits::plain_bytes)
      ++end;
    return end;
  }

  // All at once; when that fails each half, down to the statements that are bad.
  void read_run(std::size_t begin, std::size_t end) {
    if (end - begin == 1) return read_one(scan_.statements[begin]);
    const Span whole{scan_.statements[begin].span.begin, scan_.statements[end - 1].span.end};
    Parsed parsed = parse(text_.substr(whole.begin, size_of(whole)), Grammar::sql);
    if (parsed.outcome == Parsed::Outcome::tree) return read_tree(parsed, whole.begin, whole);
    const std::size_t middle = begin + (end - begin) / 2;
    read_run(begin, middle);
    read_run(middle, end);
  }

  void read_one(const RawStatement& raw) {
    if (raw.variable)
      add_problem(Problem::Kind::blinded, *raw.variable, "a psql variable stands in the statement: its value is not in the text");
    if (raw.load.parentheses > Limits::parentheses)
      return add_problem(Problem::Kind::limit, raw.span,
                         fmt::format("parentheses are nested deeper than {}", Limits::parentheses));
    const bool plain = is_plain(raw.load, size_of(raw.span));
    Parsed parsed = parse_anywhere(text_.substr(raw.span.begin, size_of(raw.span)), Grammar::sql, plain, budget_);
    if (parsed.outcome == Parsed::Outcome::tree) return read_tree(parsed, raw.span.begin, raw.span);
    if (raw.placeholder) return result_.problems.push_back(templated(*raw.placeholder));
    if (!raw.variable) result_.problems.push_back(problem_of(parsed, text_, raw.span));
  }

  void read_tree(Parsed& parsed, std::uint32_t origin, Span whole) {
    const Tree tree(parsed.text);
    if (!tree.root()) return add_problem(Problem::Kind::limit, whole, "the statement is nested too deeply to be read");
    for (const Node raw : tree.root().list("stmts")) {
      const auto begin = origin + static_cast<std::uint32_t>(raw.number("stmt_location"));
      const auto length = static_cast<std::uint32_t>(raw.number("stmt_len"));
      const Span span = exact({begin, length == 0 ? whole.end : begin + length});
      add_finding(read_statement(raw["stmt"], text_, origin, span));
    }
  }

  void add_finding(Finding finding) {
    if (finding.blinding) add_problem(Problem::Kind::blinded, finding.statement.span, *finding.blinding);
    result_.findings.push_back(std::move(finding));
  }

  // The parser's stretch with blanks and comments as the scanner has it without.
  Span exact(Span stretch) {
    while (next_ < scan_.statements.size() && scan_.statements[next_].span.end <= stretch.begin) ++next_;
    if (next_ == scan_.statements.size()) return stretch;
    const Span found = scan_.statements[next_].span;
    return {std::max(found.begin, stretch.begin), std::min(found.end, stretch.end)};
  }

  void add_problem(Problem::Kind kind, Span span, std::string message) {
    result_.problems.push_back({kind, span, std::move(message)});
  }

  const std::string& text_;
  const Scan& scan_;
  Budget& budget_;
  Statements result_;
  std::size_t count_ = 0;  // of the statements that are read
  std::size_t next_ = 0;
};

// The token the server points at: it counts characters from 1.
Span pointed_at(std::string_view text, Span whole, int cursor) {
  if (cursor <= 0) return whole;
  std::uint32_t at = whole.begin;
  for (int left = cursor - 1; left > 0 && at < whole.end; --left) do
      ++at;
    while (at < whole.end && (text[at] & 0xC0) == 0x80);
  if (at >= whole.end) return {whole.end == whole.begin ? whole.begin : whole.end - 1, whole.end};
  Lexer lexer(text, Span{at, whole.end});
  const Span token = lexer.next().span;
  return token.begin < token.end ? token : Span{at, at + 1};
}

// The parser's own limits, on its stack and on the stack of its states.
bool is_exhaustion(std::string_view message) {
  return message.starts_with("stack depth limit exceeded") || message.starts_with("memory exhausted");
}

}  // namespace

Parsed parse_anywhere(const std::string& sql, Grammar grammar, bool plain, Budget& budget) {
  return plain ? parse(sql, grammar) : parse_contained(sql, grammar, budget);
}

Problem problem_of(const Parsed& parsed, std::string_view text, Span whole) {
  switch (parsed.outcome) {
    case Parsed::Outcome::rejected:
      if (is_exhaustion(parsed.text)) return {Problem::Kind::limit, whole, "the SQL parser gave up: " + parsed.text};
      return {Problem::Kind::syntax, pointed_at(text, whole, parsed.cursor), parsed.text};
    case Parsed::Outcome::too_late:
      return {Problem::Kind::crashed, whole, "the SQL parser had no time left for this file"};
    case Parsed::Outcome::tree:
    case Parsed::Outcome::crashed:
      break;
  }
  return {Problem::Kind::crashed, whole, parsed.text};
}

Problem templated(Span placeholder) {
  return {Problem::Kind::templated, placeholder, "a placeholder of a template language keeps the statement from being parsed"};
}

Statements read_statements(const std::string& text, const Scan& scan, Budget& budget) {
  return StatementReader(text, scan, budget).run();
}

}  // namespace safeops::sql
