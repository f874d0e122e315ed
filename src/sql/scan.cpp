#include "sql/scan.hpp"

#include <algorithm>
#include <array>

namespace safeops::sql {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Counts what makes the parser recurse. A comma ends an expression, so the count at its depth starts again; set operations
// go on across commas.
class LoadMeter {
 public:
  void open() {
    ++depth_;
    load_.parentheses = std::max(load_.parentheses, depth_);
    counts_[slot()] = 0;
  }
  void close() {
    if (depth_ == 0) return;
    separate();
    --depth_;
  }
  void separate() {
    total_ -= counts_[slot()];
    counts_[slot()] = 0;
  }
  void count() {
    ++counts_[slot()];
    load_.chain = std::max(load_.chain, ++total_);
  }
  void count_set_operation() { ++load_.set_operations; }
  [[nodiscard]] std::uint32_t depth() const { return depth_; }
  Load take() {
    const Load taken = load_;
    *this = {};
    return taken;
  }

 private:
  [[nodiscard]] std::size_t slot() const { return std::min<std::size_t>(depth_, counts_.size() - 1); }

  std::array<std::uint32_t, Limits::parentheses + 2> counts_{};
  Load load_;
  std::uint32_t total_ = 0;
  std::uint32_t depth_ = 0;
};

// psql's own way to tell the semicolons in `CREATE FUNCTION ... BEGIN ATOMIC ...; END` from those that end a statement.
class RoutineBody {
 public:
  void see(const Lexer& lexer, const Token& token) {
    if (token.kind != Token::Kind::word) return;
    if (seen_ < words_before_) read_head(lexer, token);
    if (!routine_) return;
    if (lexer.is(token, "begin") || (depth_ > 0 && lexer.is(token, "case"))) ++depth_;
    if (depth_ > 0 && lexer.is(token, "end")) --depth_;
  }
  [[nodiscard]] bool open() const { return depth_ > 0; }

 private:
  // CREATE [OR REPLACE] {FUNCTION | PROCEDURE}
  void read_head(const Lexer& lexer, const Token& token) {
    if (seen_++ == 0) {
      if (!lexer.is(token, "create")) words_before_ = 0;
    } else if (lexer.is(token, "function") || lexer.is(token, "procedure")) {
      routine_ = true;
      words_before_ = 0;
    } else if (!lexer.is(token, "or") && !lexer.is(token, "replace")) {
      words_before_ = 0;
    }
  }

  int seen_ = 0;
  int words_before_ = 4;
  int depth_ = 0;
  bool routine_ = false;
};

// COPY ... FROM STDIN
class CopyFromStdin {
 public:
  void see(const Lexer& lexer, const Token& token) {
    if (first_) copy_ = lexer.is(token, "copy");
    first_ = false;
    if (copy_ && after_from_ && lexer.is(token, "stdin")) found_ = true;
    after_from_ = copy_ && lexer.is(token, "from");
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  bool first_ = true, copy_ = false, after_from_ = false, found_ = false;
};

class Scanner {
 public:
  Scanner(std::string_view text, ScanMode mode) : text_(text), lexer_(text), mode_(mode) {}

  Scan run() {
    if (mode_ == ScanMode::script && text_.starts_with(byte_order_mark)) skip_byte_order_mark();
    for (Token token = lexer_.next(); token.kind != Token::Kind::end; token = lexer_.next()) read(token);
    end_statement();
    return std::move(scan_);
  }

 private:
  void skip_byte_order_mark() {
    const Span mark{0, static_cast<std::uint32_t>(byte_order_mark.size())};
    scan_.blanks.push_back(mark);
    lexer_.seek(mark.end);
  }

  void read(const Token& token) {
    if (token.is_comment()) return read_comment(token);
    if (mode_ == ScanMode::script && lexer_.is(token, '\\')) return read_meta(token);
    if (lexer_.is(token, ';')) return read_semicolon(token);
    if (mode_ == ScanMode::script) note_variable(token);
    add(token);
    before_ = token;
  }

  void read_comment(const Token& token) {
    scan_.comments.push_back({token.span, token.kind == Token::Kind::block_comment, scan_.statements.empty() && !open_});
    if (token.nesting > Limits::comment_nesting) scan_.deep_comments.push_back(token.span);
    if (mode_ == ScanMode::fragment || token.kind != Token::Kind::line_comment || !starts_line(token.span.begin)) return;
    auto marker = read_marker(lexer_.text(token));
    if (!marker) return;
    end_statement();
    marker->span = token.span;
    scan_.markers.push_back(*marker);
  }

  void read_meta(const Token& token) {
    MetaCommand command = read_meta_command(text_, token.span.begin);
    lexer_.seek(command.span.end);
    scan_.blanks.push_back(command.span);
    if (command.effect == MetaCommand::Effect::sends || command.effect == MetaCommand::Effect::separates) end_statement();
    if (command.name == "gexec") end_statement();
    if (command.from_stdin) skip_copy_data(command.span.end);
    scan_.meta_commands.push_back(std::move(command));
  }

  void read_semicolon(const Token& token) {
    if (meter_.depth() > 0 || body_.open()) {
      meter_.separate();
      return;
    }
    const bool data_follows = mode_ == ScanMode::script && copy_.found();
    end_statement();
    if (data_follows) skip_copy_data(token.span.end);
  }

  void add(const Token& token) {
    if (!open_) statement_ = {.span = token.span};
    open_ = true;
    statement_.span.end = token.span.end;
    if (token.kind == Token::Kind::placeholder && !statement_.placeholder) statement_.placeholder = token.span;
    if (meter_.depth() == 0) body_.see(lexer_, token);
    copy_.see(lexer_, token);
    measure(token);
  }

  void measure(const Token& token) {
    const bool symbol = token.kind == Token::Kind::symbol;
    const char c = text_[token.span.begin];
    if (symbol && (c == '(' || c == '[')) return meter_.open();
    if (symbol && (c == ')' || c == ']')) return meter_.close();
    if (symbol && c == ',') return meter_.separate();
    meter_.count();
    if (token.kind == Token::Kind::word) measure_word(token);
  }

  void measure_word(const Token& token) {
    switch (lexer_.text(token).size()) {
      case 2:
        if (lexer_.is(token, "if")) count_block(token);
        break;
      case 3:
        if (lexer_.is(token, "end") && blocks_ > 0) --blocks_;
        break;
      case 4:
        if (lexer_.is(token, "loop") || lexer_.is(token, "case")) count_block(token);
        break;
      case 5:
        if (lexer_.is(token, "begin")) count_block(token);
        if (lexer_.is(token, "union")) meter_.count_set_operation();
        break;
      case 6:
        if (lexer_.is(token, "except")) meter_.count_set_operation();
        break;
      case 9:
        if (lexer_.is(token, "intersect")) meter_.count_set_operation();
        break;
      default:
        break;
    }
  }

  // Not the IF of END IF.
  void count_block(const Token& token) {
    if (before_.kind == Token::Kind::end || before_.span.end > token.span.begin || !lexer_.is(before_, "end"))
      scan_.blocks = std::max(scan_.blocks, ++blocks_);
  }

  // A colon that is no cast, no :=, and not inside brackets, where it makes a slice.
  void note_variable(const Token& token) {
    if (lexer_.is(token, '[')) ++brackets_;
    if (lexer_.is(token, ']') && brackets_ > 0) --brackets_;
    if (!lexer_.is(token, ':') || brackets_ > 0 || statement_has_variable()) return;
    const std::uint32_t next = token.span.end;
    if (next >= text_.size() || (token.span.begin > 0 && text_[token.span.begin - 1] == ':')) return;
    if (is_name_start(text_[next]) || text_[next] == '\'' || text_[next] == '"')
      pending_variable_ = Span{token.span.begin, variable_end(next)};
    if (text_.substr(next).starts_with("{?")) pending_variable_ = Span{token.span.begin, next + 2};
  }

  [[nodiscard]] bool statement_has_variable() const { return pending_variable_.has_value(); }

  [[nodiscard]] std::uint32_t variable_end(std::uint32_t begin) const {
    std::uint32_t end = begin + 1;
    while (end < text_.size() && is_name_part(text_[end])) ++end;
    return end;
  }

  void end_statement() {
    const Load load = meter_.take();
    if (open_) {
      statement_.load = load;
      statement_.variable = pending_variable_;
      scan_.statements.push_back(statement_);
    }
    open_ = false;
    pending_variable_.reset();
    brackets_ = 0;
    body_ = {};
    copy_ = {};
  }

  [[nodiscard]] bool starts_line(std::uint32_t offset) const {
    while (offset > 0 && (text_[offset - 1] == ' ' || text_[offset - 1] == '\t')) --offset;
    return offset == 0 || is_line_end(text_[offset - 1]) ||
           (offset == byte_order_mark.size() && text_.starts_with(byte_order_mark));
  }

  // Data runs from the next line to a line `\.`; without one this is not psql's input and nothing is skipped.
  void skip_copy_data(std::uint32_t from) {
    std::size_t data = from;
    while (data < text_.size() && text_[data] != '\n' && is_blank(text_[data])) ++data;
    if (text_.substr(data).starts_with("--"))
      while (data < text_.size() && text_[data] != '\n') ++data;
    if (data >= text_.size() || text_[data] != '\n') return;
    const std::size_t end = data_end(data + 1);
    if (end == std::string_view::npos) return;
    scan_.blanks.push_back({static_cast<std::uint32_t>(data + 1), static_cast<std::uint32_t>(end)});
    lexer_.seek(static_cast<std::uint32_t>(end));
  }

  std::size_t data_end(std::size_t line) {
    if (line >= no_data_end_from_) return std::string_view::npos;
    for (std::size_t next = line; next < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', next), text_.size());
      std::string_view content = text_.substr(next, end - next);
      if (content.ends_with('\r')) content.remove_suffix(1);
      if (content == "\\.") return end;
      next = end + 1;
    }
    no_data_end_from_ = line;
    return std::string_view::npos;
  }

  std::string_view text_;
  Lexer lexer_;
  ScanMode mode_;
  Scan scan_;
  RawStatement statement_;
  std::optional<Span> pending_variable_;
  bool open_ = false;
  std::uint32_t brackets_ = 0;
  std::uint32_t blocks_ = 0;
  Token before_;
  LoadMeter meter_;
  RoutineBody body_;
  CopyFromStdin copy_;
  std::size_t no_data_end_from_ = std::string_view::npos;
};

}  // namespace

bool is_plain(const Load& load, std::size_t bytes) {
  return bytes <= Limits::plain_bytes && load.chain <= Limits::plain_chain &&
         load.set_operations <= Limits::plain_set_operations && load.parentheses <= Limits::parentheses;
}

bool is_plain_body(const Scan& scan, std::size_t bytes) {
  return bytes <= Limits::plain_bytes && scan.blocks <= Limits::plain_blocks && scan.deep_comments.empty() &&
         std::all_of(scan.statements.begin(), scan.statements.end(),
                     [](const RawStatement& each) { return is_plain(each.load, each.span.end - each.span.begin); });
}

Scan scan(std::string_view text, ScanMode mode) {
  return Scanner(text, mode).run();
}

}  // namespace safeops::sql
