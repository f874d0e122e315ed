#include "sql/catalog/made_up_name.hpp"

#include <algorithm>

namespace safeops::sql {

namespace {

constexpr std::size_t longest_name = 63;  // bytes: NAMEDATALEN - 1

// The first bytes of a name, characters kept whole.
std::string_view cut(std::string_view name, std::size_t bytes) {
  if (name.size() <= bytes) return name;
  while (bytes > 0 && (static_cast<unsigned char>(name[bytes]) & 0xC0) == 0x80) --bytes;
  return name.substr(0, bytes);
}

template <typename Taken>
std::string first_free(Catalog& catalog, std::string_view first, std::string_view second, std::string_view label, Taken taken) {
  std::string name = made_up_name(first, second, label);
  for (int pass = 1; taken(name) && !catalog.gave_up(); ++pass) {
    catalog.spend(8);
    name = made_up_name(first, second, std::string(label) + std::to_string(pass));
  }
  return name;
}

}  // namespace

std::string made_up_name(std::string_view first, std::string_view second, std::string_view label) {
  const std::size_t overhead = (second.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const std::size_t available = longest_name - std::min(overhead, longest_name);
  std::size_t one = first.size(), two = second.size();
  const std::size_t excess = one + two > available ? one + two - available : 0;
  // The longer gives way down to the other's length, then both in turn, the second first.
  const std::size_t apart = std::min(excess, one > two ? one - two : two - one);
  (one > two ? one : two) -= apart;
  const std::size_t rest = excess - apart;
  one -= rest / 2;
  two -= rest - rest / 2;
  std::string name(cut(first, one));
  if (!second.empty()) name.append("_").append(cut(second, two));
  if (!label.empty()) name.append("_").append(label);
  return name;
}

std::string free_relation_name(Catalog& catalog, const Name& table, std::string_view columns, std::string_view label,
                               bool constraint) {
  return first_free(catalog, table.name, columns, label, [&](const std::string& name) {
    const Name whole{table.schema, name};
    return catalog.relation(whole) || catalog.index(whole) || (constraint && catalog.has_constraint_in(table.schema, name));
  });
}

std::string free_constraint_name(Catalog& catalog, const Name& table, std::string_view columns, std::string_view label) {
  return first_free(catalog, table.name, columns, label,
                    [&](const std::string& name) { return catalog.has_constraint_in(table.schema, name); });
}

std::string joined_columns(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& column : columns) {
    if (!joined.empty()) joined += '_';
    joined += column;
    if (joined.size() > longest_name) break;
  }
  return std::string(cut(joined, longest_name));
}

std::string joined_columns(const Index& index) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& base) {
    std::string name = base;
    for (int i = 1; std::find(names.begin(), names.end(), name) != names.end(); ++i) name = base + std::to_string(i);
    names.push_back(std::move(name));
  };
  for (const IndexElement& element : index.elements) add(element.label.empty() ? "expr" : element.label);
  for (const std::string& column : index.included) add(column);
  return joined_columns(names);
}

}  // namespace safeops::sql
