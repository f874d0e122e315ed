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

// A number as frameworks order by: digits, with `.` or `_` between for Flyway ("1.2", "1_2").
std::size_t number_length(std::string_view name, bool flyway) {
  std::size_t end = 0;
  while (end < name.size()) {
    const bool digit = std::isdigit(static_cast<unsigned char>(name[end]));
    const bool separator = flyway && (name[end] == '.' || name[end] == '_') && end > 0 && end + 1 < name.size() &&
                           std::isdigit(static_cast<unsigned char>(name[end + 1]));
    if (!digit && !separator) break;
    ++end;
  }
  return end;
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
  if (const std::size_t length = number_length(file, false)) return file.substr(0, length);
  const bool versioned = file.size() > 1 && (file[0] == 'V' || file[0] == 'U' || file[0] == 'B') &&
                         std::isdigit(static_cast<unsigned char>(file[1])) && file.find("__") != file.npos;
  if (versioned) return file.substr(1, number_length(file.substr(1, file.find("__") - 1), true));
  const std::string_view folder = base_name(directory());  // Diesel, Prisma: the directory carries the number
  const bool in_folder = file == "up.sql" || file == "down.sql" || file == "migration.sql";
  return in_folder ? folder.substr(0, number_length(folder, false)) : std::string_view{};
}

}  // namespace safeops
