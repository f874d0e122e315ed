#include "sql/annotations.hpp"

#include <algorithm>

#include "sql/lexer.hpp"

namespace safeops::sql {

namespace {

constexpr std::string_view allow = "safeops:allow";

DeclaredPhase phase_word(std::string_view word) {
  if (same_word(word, "expand")) return DeclaredPhase::expand;
  return same_word(word, "contract") ? DeclaredPhase::contract : DeclaredPhase::none;
}

DeclaredPhase phase_in_name(std::string_view name) {
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/-_.", begin), name.size());
    if (const DeclaredPhase phase = phase_word(name.substr(begin, end - begin)); phase != DeclaredPhase::none) return phase;
    begin = end + 1;
  }
  return DeclaredPhase::none;
}

// `Phase: Expand ...`, `phase = contract`
DeclaredPhase phase_in_line(std::string_view line) {
  if (line.size() < 5 || !same_word(line.substr(0, 5), "phase")) return DeclaredPhase::none;
  line = trim(line.substr(5));
  if (line.empty() || (line[0] != ':' && line[0] != '=')) return DeclaredPhase::none;
  line = trim(line.substr(1));
  std::size_t end = 0;
  while (end < line.size() && is_name_part(line[end])) ++end;
  return phase_word(line.substr(0, end));
}

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// Calls see(line, span of it) for each line of a comment, without comment marks and blanks around it.
template <typename See>
void for_each_line(std::string_view text, const Comment& comment, See see) {
  std::string_view rest = slice(text, comment.span);
  if (comment.block && rest.ends_with("*/")) rest.remove_suffix(2);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    std::string_view line = trim(rest.substr(0, end));
    const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
    const Span span{begin, begin + static_cast<std::uint32_t>(line.size())};
    const std::string_view marks = comment.block ? "/*" : "-";
    line.remove_prefix(std::min(line.find_first_not_of(marks), line.size()));
    see(trim(line), span);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void copy_to(std::string& target, std::string_view text, std::string_view part) {
  std::copy(part.begin(), part.end(), target.begin() + (part.data() - text.data()));
}

bool is_rollback_sql(std::string_view rest) {
  return !rest.empty() && rest != "empty" && !rest.starts_with("not required") && !rest.starts_with("changesetId:") &&
         !rest.starts_with("changesetAuthor:");
}

}  // namespace

Declaration read_declaration(std::string_view path, std::string_view text, const Scan& scan) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  Declaration declaration{phase_in_name(path.substr(name)), {}};
  if (declaration.phase == DeclaredPhase::none) declaration.phase = phase_in_name(path.substr(0, name));
  for (const Comment& comment : scan.comments) {
    if (declaration.phase != DeclaredPhase::none || !comment.before_code) break;
    for_each_line(text, comment, [&](std::string_view line, Span) {
      if (declaration.phase != DeclaredPhase::none) return;
      declaration.phase = phase_in_line(line);
      if (declaration.phase != DeclaredPhase::none) declaration.span = comment.span;
    });
  }
  return declaration;
}

std::vector<Directive> read_directives(std::string_view text, const Scan& scan) {
  std::vector<Directive> directives;
  for (const Comment& comment : scan.comments) {
    if (slice(text, comment.span).find(allow) == std::string_view::npos) continue;
    for_each_line(text, comment, [&](std::string_view line, Span span) {
      if (!line.starts_with(allow)) return;
      const std::string_view rest = line.substr(allow.size());
      if (!rest.empty() && is_name_part(rest[0])) return;
      directives.push_back({span, std::string(trim(rest))});
    });
  }
  return directives;
}

std::string liquibase_rollback(std::string_view text, const Scan& scan) {
  std::string sql(text.size(), ' ');
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_line_end(text[i])) sql[i] = text[i];
  std::size_t rollback_end = 0;
  for (const Comment& comment : scan.comments) {
    std::string_view content = slice(text, comment.span);
    const std::string_view marker = comment.block ? "liquibase rollback" : "rollback";
    if (comment.block && content.ends_with("*/")) content.remove_suffix(2);
    content = trim(content.substr(std::min<std::size_t>(2, content.size())));
    if (!content.starts_with(marker)) continue;
    content = content.substr(marker.size());
    if (content.empty() || !is_blank(content[0]) || !is_rollback_sql(trim(content))) continue;
    // Lines that follow one another are one rollback; else the last one has ended, with or without a semicolon.
    const std::string_view between = text.substr(rollback_end, comment.span.begin - rollback_end);
    if (!trim(between).empty()) sql[comment.span.begin] = ';';
    rollback_end = comment.span.end;
    copy_to(sql, text, content);
  }
  return sql;
}

}  // namespace safeops::sql
