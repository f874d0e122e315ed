#include "estate/migration.hpp"

#include <algorithm>
#include <cctype>

#include "text/letter_case.hpp"

namespace safeops {
namespace {

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

bool is_sql_name(std::string_view name) {
  const std::string folded = text::lower(name);
  return folded.ends_with(".sql") || folded.ends_with(".psql") || folded.ends_with(".pgsql") || folded.ends_with(".sql.tmpl");
}

const text::Source& Migration::source() const {
  return library->sources().get(entry);
}

const sql::Script& Migration::script() const {
  if (!script_) script_ = node ? &library->script(text(), name) : &library->script(source());
  return *script_;
}

std::string_view Migration::text() const {
  if (embedded) return embedded->text;
  return node ? node->text() : source().text();
}

text::Place Migration::place() const {
  if (node) return node->place();
  return line_place(source(), 1);
}

text::Place Migration::place(sql::Span span) const {
  if (!node) return {&source(), span};
  if (embedded) span = {embedded->offset_in_node(span.begin), embedded->offset_in_node(span.end)};
  return places ? places->at(span) : ScalarPlaces(node).at(span);
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
