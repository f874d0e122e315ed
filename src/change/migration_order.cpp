#include "change/migration_order.hpp"

#include <algorithm>
#include <cctype>

namespace safeops {
namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

std::string_view without_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == digits.npos ? std::string_view{} : digits.substr(first);
}

bool is_less(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const auto digits_of = [](std::string_view text) {
      return text.substr(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin()));
    };
    const std::string_view left = digits_of(a), right = digits_of(b);
    if (left.empty() || right.empty()) {
      if (a.front() != b.front()) return a.front() < b.front();
      a.remove_prefix(1);
      b.remove_prefix(1);
      continue;
    }
    const std::string_view x = without_zeros(left), y = without_zeros(right);
    if (x.size() != y.size()) return x.size() < y.size();
    if (x != y) return x < y;
    a.remove_prefix(left.size());
    b.remove_prefix(right.size());
  }
  return a.size() < b.size();
}

// What a name is sorted by, part after part.
struct Order {
  std::string_view directory;
  bool repeatable = false;   // Flyway's R__name.sql, which runs after the others
  std::string_view version;  // 1.2 of Flyway's V1.2__name.sql, else the name
  std::string_view name;
};

Order read_order(std::string_view path) {
  const std::size_t begin = path.rfind('/') + 1;  // npos + 1 is 0
  const std::string_view name = path.substr(begin);
  const std::size_t end = name.find("__");
  const bool versioned = end != name.npos && end > 1 && (name[0] == 'V' || name[0] == 'B') && is_digit(name[1]);
  return {path.substr(0, begin), name.starts_with("R__"), versioned ? name.substr(1, end - 1) : name, name};
}

}  // namespace

bool comes_before(std::string_view a, std::string_view b) {
  const Order x = read_order(a), y = read_order(b);
  if (x.directory != y.directory) return is_less(x.directory, y.directory);
  if (x.repeatable != y.repeatable) return y.repeatable;
  return x.version != y.version ? is_less(x.version, y.version) : is_less(x.name, y.name);
}

}  // namespace safeops
