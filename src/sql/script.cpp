#include "sql/script.hpp"

#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>

#include "sql/analysis.hpp"
#include "sql/annotations.hpp"
#include "sql/calls.hpp"
#include "sql/scan.hpp"
#include "sql/sections.hpp"

namespace safeops::sql {

namespace {

void blank(std::string& text, Span span) {
  for (std::uint32_t i = span.begin; i < span.end && i < text.size(); ++i)
    if (!is_line_end(text[i])) text[i] = ' ';
}

// \gexec: psql runs what the statement before results in.
bool runs_results(const MetaCommand& command) {
  return command.name == "gexec";
}

// What the parser is given: the text with everything that is not SQL overwritten. A section marker becomes a semicolon, as
// the tools cut the file there.
std::string sql_only(std::string_view text, const Scan& scan) {
  std::string sql(text);
  for (const Span span : scan.blanks) blank(sql, span);
  for (const Span span : scan.deep_comments) blank(sql, span);
  for (const MetaCommand& command : scan.meta_commands)
    if (command.effect == MetaCommand::Effect::sends || command.effect == MetaCommand::Effect::separates || runs_results(command))
      sql[command.span.begin] = ';';
  for (const Marker& marker : scan.markers) {
    blank(sql, marker.span);
    sql[marker.span.begin] = ';';
  }
  std::replace(sql.begin(), sql.end(), '\0', ' ');
  return sql;
}

Finding copy_of(const MetaCommand& command) {
  Finding finding;
  finding.statement.kind = "COPY";
  finding.statement.span = command.span;
  Effect& effect = finding.statement.effects.emplace_back();
  const bool writes = command.effect == MetaCommand::Effect::copies_in;
  effect.kind = writes ? Effect::Kind::copy_rows : Effect::Kind::select;
  effect.target = Effect::Target::table;
  effect.object = command.table;
  effect.span = command.span;
  return finding;
}

std::string_view first_comment(std::string_view text, const Scan& scan) {
  if (scan.comments.empty() || !scan.comments.front().before_code) return {};
  const Span span = scan.comments.front().span;
  return text.substr(span.begin, span.end - span.begin);
}

class ScriptReader {
 public:
  ScriptReader(std::string_view text, std::string_view path)
      : text_(text), scan_(scan(text, ScanMode::script)), sections_(scan_.markers, first_comment(text, scan_), path) {
    const Declaration declaration = read_declaration(path, text, scan_);
    script_.framework = sections_.framework();
    script_.declared = declaration.phase;
    script_.declared_span = declaration.span;
    script_.directives = read_directives(text, scan_);
  }

  Script run() {
    note_hazards();
    read(Fragment(sql_only(text_, scan_)), scan_);
    if (sections_.rollback_in_comments()) read_rollback();
    resolve_calls(analysis_);
    script_.statements = std::move(analysis_.statements());
    script_.problems = std::move(analysis_.problems());
    std::stable_sort(script_.problems.begin(), script_.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.span.begin < b.span.begin; });
    return std::move(script_);
  }

 private:
  void note_hazards() {
    if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos)
      note(Problem::Kind::blinded, {static_cast<std::uint32_t>(nul), static_cast<std::uint32_t>(nul + 1)},
           "a NUL byte ends the text for C programs, PostgreSQL's parser among them");
    for (const MetaCommand& command : scan_.meta_commands)
      if (command.effect == MetaCommand::Effect::blinds && !runs_results(command)) note_blinding(command);
    for (const Span comment : scan_.deep_comments)
      note(Problem::Kind::limit, comment, fmt::format("comments are nested deeper than {}", Limits::comment_nesting));
  }

  void note_blinding(const MetaCommand& command) {
    note(Problem::Kind::blinded, command.span, fmt::format("psql's \\{} runs or changes what is not in the text", command.name));
  }

  void note(Problem::Kind kind, Span span, std::string message) {
    analysis_.add({kind, span, std::move(message), sections_.direction(span.begin)});
  }

  void read(const Fragment& fragment, const Scan& found) {
    Statements read = read_statements(fragment.text(), found, analysis_.budget());
    for (Problem& problem : read.problems) note(problem.kind, problem.span, std::move(problem.message));
    for (const MetaCommand& command : found.meta_commands)
      if (command.effect == MetaCommand::Effect::copies_in || command.effect == MetaCommand::Effect::copies_out)
        read.findings.push_back(copy_of(command));
    std::stable_sort(read.findings.begin(), read.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.statement.span.begin < b.statement.span.begin; });
    auto command = found.meta_commands.begin();
    const auto read_results_until = [&](std::uint32_t end, Span statement) {
      for (; command != found.meta_commands.end() && command->span.begin < end; ++command)
        if (runs_results(*command)) read_results(fragment, statement, *command);
    };
    Span last;
    for (Finding& finding : read.findings) {
      read_results_until(finding.statement.span.begin, last);
      last = finding.statement.span;
      analysis_.add(fragment, std::move(finding), {.direction = sections_.direction(last.begin)});
    }
    read_results_until(UINT32_MAX, last);
  }

  // `statement` is the one before the command.
  void read_results(const Fragment& fragment, Span statement, const MetaCommand& command) {
    const std::string_view between = std::string_view(fragment.text()).substr(statement.end, command.span.begin - statement.end);
    const bool adjoins = between.find_first_not_of("; \t\r\n") == between.npos;
    if (!adjoins || !analysis_.add_results(fragment.part(statement), {.direction = sections_.direction(statement.begin)}))
      note_blinding(command);
  }

  void read_rollback() {
    const Fragment rollback(liquibase_rollback(text_, scan_));
    Statements read = read_statements(rollback.text(), scan(rollback.text(), ScanMode::fragment), analysis_.budget());
    for (Problem& problem : read.problems) {
      problem.direction = Direction::down;
      analysis_.add(std::move(problem));
    }
    for (Finding& finding : read.findings) analysis_.add(rollback, std::move(finding), {.direction = Direction::down});
  }

  std::string_view text_;
  Scan scan_;
  Sections sections_;
  Analysis analysis_;
  Script script_;
};

Script too_large(std::string_view text) {
  Script script;
  script.problems.push_back({Problem::Kind::limit,
                             {0, static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), UINT32_MAX))},
                             fmt::format("the text has more than {} MiB", Limits::text_bytes >> 20)});
  return script;
}

}  // namespace

Script analyze(std::string_view text, std::string_view path) {
  if (text.size() > Limits::text_bytes) return too_large(text);
  return ScriptReader(text, path).run();
}

std::string_view grammar_version() {
  return PG_MAJORVERSION;
}

}  // namespace safeops::sql
