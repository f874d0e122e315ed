#include "estate/migration.hpp"

#include <algorithm>
#include <cctype>

namespace safeops {
namespace {

bool is_block(yaml::Node::Style style) {
  return style == yaml::Node::Style::literal || style == yaml::Node::Style::folded;
}

// The line of the file on which line `line` (1-based) of a block scalar's text stands: the text begins below the `|`.
std::uint32_t block_line(const yaml::Node& node, std::uint32_t line) {
  return node.place().start().line + line;
}

std::string_view without_indent(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == line.npos ? std::string_view{} : line.substr(first);
}

text::Place in_block(const yaml::Node& node, sql::Span span) {
  const text::LineIndex lines(node.text());
  const std::uint32_t line = lines.line_of(span.begin);
  const text::Source& source = *node.place().source;
  const std::uint32_t number = block_line(node, line);
  if (number > source.lines().count()) return node.place();
  const std::string_view written = source.line(number);
  const std::string_view held = lines.line(node.text(), line);
  const std::size_t indent = written.size() - std::min(written.size(), without_indent(written).size());
  const std::size_t held_indent = held.size() - without_indent(held).size();
  const std::uint32_t line_begin = source.lines().offset_of(number);
  const std::uint32_t line_end = line_begin + static_cast<std::uint32_t>(written.size());
  const std::uint32_t shift = static_cast<std::uint32_t>(indent - std::min(indent, held_indent));
  const std::uint32_t begin = std::min(line_begin + shift + (span.begin - lines.offset_of(line)), line_end);
  const std::uint32_t last_on_line = lines.offset_of(line) + static_cast<std::uint32_t>(held.size());
  const std::uint32_t length = std::min(span.end, last_on_line) - std::min(span.begin, last_on_line);
  return {&source, {begin, std::min(begin + length, line_end)}};
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c));
}

// Digits, and the separators allowed between them.
std::size_t number_length(std::string_view name, std::string_view separators) {
  std::size_t end = 0;
  while (end < name.size()) {
    const bool between = end > 0 && end + 1 < name.size() && is_digit(name[end - 1]) && is_digit(name[end + 1]);
    if (!is_digit(name[end]) && !(between && separators.find(name[end]) != separators.npos)) break;
    ++end;
  }
  return end;
}

// 2026-01-05-..., 2026_01_05_101500_...: a year and two digits of month.
bool starts_with_date(std::string_view name) {
  return number_length(name, "") == 4 && name.size() > 7 && (name.starts_with("19") || name.starts_with("20")) &&
         number_length(name.substr(5), "") == 2;
}

// The number in front of a plain name: 001, 1.2, 20260105101500, 2026-01-05.
std::string_view leading_number(std::string_view name) {
  return name.substr(0, number_length(name, starts_with_date(name) ? ".-_" : "."));
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

const text::Source& Migration::source() const {
  return library->sources().get(entry);
}

const sql::Script& Migration::script() const {
  return node ? library->script(node->text(), name) : library->script(source());
}

std::string_view Migration::text() const {
  return node ? node->text() : source().text();
}

text::Place Migration::place() const {
  if (node) return node->place();
  return line_place(source(), 1);
}

text::Place Migration::place(sql::Span span) const {
  if (!node) return {&source(), span};
  if (!node->place().source) return {};
  if (is_block(node->style())) return in_block(*node, span);
  if (node->place().span.end - node->place().span.begin == node->text().size()) {  // a plain scalar, or a whole file
    const std::uint32_t start = node->place().span.begin;
    return {node->place().source, {start + span.begin, start + span.end}};
  }
  return node->place();
}

std::string_view Migration::directory() const {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : std::string_view(path).substr(0, slash);
}

std::string_view Migration::number() const {
  if (carrier != Carrier::file) return {};
  std::string_view file = base_name(path);
  if (const std::string_view number = leading_number(file); !number.empty()) return number;
  const bool versioned = file.size() > 1 && (file[0] == 'V' || file[0] == 'U' || file[0] == 'B') && is_digit(file[1]) &&
                         file.find("__") != file.npos;
  if (versioned) return file.substr(1, number_length(file.substr(1, file.find("__") - 1), "._"));
  const std::string_view folder = base_name(directory());  // Diesel, Prisma: the directory carries the number
  const bool in_folder = file == "up.sql" || file == "down.sql" || file == "migration.sql";
  return in_folder ? leading_number(folder) : std::string_view{};
}

}  // namespace safeops
