#include <fmt/format.h>

#include <algorithm>

#include "sql/catalog/apply.hpp"

namespace safeops::sql {

namespace {

using Lines = std::vector<std::string>;

template <typename Parts, typename Differ>
void compare(const Parts& before, const Parts& after, std::string_view where, std::string_view word, Lines& lines,
             Differ differ) {
  const auto find = [](const Parts& parts, const std::string& name) {
    return std::find_if(parts.begin(), parts.end(), [&](const auto& each) { return each.name == name; });
  };
  for (const auto& part : before) {
    const auto other = find(after, part.name);
    if (other == after.end())
      lines.push_back(fmt::format("{}: {} {} is missing", where, word, part.name));
    else if (const std::string what = differ(part, *other); !what.empty())
      lines.push_back(fmt::format("{}: {} {} {}", where, word, part.name, what));
  }
  for (const auto& part : after)
    if (find(before, part.name) == before.end()) lines.push_back(fmt::format("{}: {} {} is left over", where, word, part.name));
}

// 'medium' and 'medium'::varchar are one default to the server; what is only cast otherwise is not held to differ.
bool other_value(const Expression& before, const Expression& after) {
  if (before.identity == after.identity) return false;
  return !(before.plain && after.plain && before.casts != after.casts);
}

std::string column_difference(const Column& before, const Column& after) {
  if (before.partial || after.partial) return {};
  if (before.type != after.type) return fmt::format("has type {} instead of {}", after.type.text(), before.type.text());
  if (before.not_null != after.not_null) return after.not_null ? "is NOT NULL" : "is not NOT NULL";
  if (other_value(before.value, after.value)) return "has another default";
  if (before.generated != after.generated) return "is generated otherwise";
  if (before.identity != after.identity) return "has another identity";
  return before.collation == after.collation ? "" : "has another collation";
}

std::string constraint_difference(const Constraint& before, const Constraint& after) {
  if (before.partial || after.partial) return {};
  const bool same = before.kind == after.kind && before.columns == after.columns &&
                    before.check.identity == after.check.identity && before.referenced == after.referenced &&
                    before.referenced_columns == after.referenced_columns && before.on_delete == after.on_delete &&
                    before.on_update == after.on_update && before.deferrable == after.deferrable;
  if (!same) return "says something else";
  if (before.validated != after.validated) return after.validated ? "is validated" : "is not validated";
  return before.enforced == after.enforced ? "" : after.enforced ? "is enforced" : "is not enforced";
}

bool same_element(const IndexElement& one, const IndexElement& other) {
  return one.column == other.column && one.expression.identity == other.expression.identity &&
         one.operator_class == other.operator_class;
}

std::string index_difference(const Index& before, const Index& after) {
  const bool same =
      before.method == after.method && before.included == after.included && before.unique == after.unique &&
      before.predicate.identity == after.predicate.identity && before.primary == after.primary &&
      before.nulls_not_distinct == after.nulls_not_distinct &&
      std::equal(before.elements.begin(), before.elements.end(), after.elements.begin(), after.elements.end(), same_element);
  if (!same) return "is another";
  return before.valid == after.valid ? "" : after.valid ? "is valid" : "is not valid";
}

std::string trigger_difference(const Trigger& before, const Trigger& after) {
  return before.function == after.function ? "" : fmt::format("calls {}", after.function.text());
}

struct Named {
  std::string name;
};

std::vector<Named> named(const std::vector<std::string>& names) {
  std::vector<Named> all;
  for (const std::string& each : names) all.push_back({each});
  return all;
}

std::string none(const Named&, const Named&) {
  return {};
}

std::string_view word_of(Relation::Kind kind) {
  switch (kind) {
    case Relation::Kind::table:
      return "table";
    case Relation::Kind::foreign_table:
      return "foreign table";
    case Relation::Kind::view:
      return "view";
    case Relation::Kind::materialized_view:
      return "materialized view";
    case Relation::Kind::sequence:
      return "sequence";
    case Relation::Kind::composite_type:
      return "type";
  }
  return "relation";
}

// A name as people write it: without the schema where that is public.
std::string shown(const Name& name) {
  return name.schema == "public" ? Name{"", name.name}.text() : name.text();
}

void compare_relations(const Relation& before, const Relation& after, Lines& lines) {
  const std::string where = fmt::format("{} {}", word_of(before.kind), shown(before.name));
  if (before.kind != after.kind) return lines.push_back(fmt::format("{} is a {}", where, word_of(after.kind)));
  compare(before.columns, after.columns, where, "column", lines, column_difference);
  compare(before.constraints, after.constraints, where, "constraint", lines, constraint_difference);
  compare(before.indexes, after.indexes, where, "index", lines, index_difference);
  compare(before.triggers, after.triggers, where, "trigger", lines, trigger_difference);
  compare(named(before.rules), named(after.rules), where, "rule", lines, none);
  compare(named(before.policies), named(after.policies), where, "policy", lines, none);
  if (before.query != after.query) lines.push_back(where + " has another query");
  if (before.parents != after.parents) lines.push_back(where + " has other parents");
  if (before.persistence != after.persistence) lines.push_back(where + " is of another persistence");
  if (before.row_security != after.row_security)
    lines.push_back(fmt::format("{} has row level security {}", where, after.row_security ? "enabled" : "disabled"));
}

void compare_types(const Type& before, const Type& after, Lines& lines) {
  const std::string where = fmt::format("type {}", shown(before.name));
  const bool same = before.kind == after.kind && before.base == after.base && before.not_null == after.not_null;
  if (!same) lines.push_back(where + " is another");
  compare(named(before.labels), named(after.labels), where, "value", lines, none);
  compare(before.checks, after.checks, where, "constraint", lines, constraint_difference);
}

template <typename Entries, typename Compare>
void compare_entries(const Entries& before, const Entries& after, auto word, Lines& lines, Compare compare_both) {
  auto one = before.begin();
  auto other = after.begin();
  while (one != before.end() || other != after.end()) {
    if (other == after.end() || (one != before.end() && one->first < other->first)) {
      lines.push_back(fmt::format("{} {} is missing", word(one->second), shown(one->first)));
      ++one;
    } else if (one == before.end() || other->first < one->first) {
      lines.push_back(fmt::format("{} {} is left over", word(other->second), shown(other->first)));
      ++other;
    } else {
      compare_both(one->second, other->second, lines);
      ++one;
      ++other;
    }
  }
}

void compare_names(const std::set<std::string, std::less<>>& before, const std::set<std::string, std::less<>>& after,
                   std::string_view word, Lines& lines) {
  for (const std::string& name : before)
    if (!after.contains(name)) lines.push_back(fmt::format("{} {} is missing", word, name));
  for (const std::string& name : after)
    if (!before.contains(name)) lines.push_back(fmt::format("{} {} is left over", word, name));
}

// Composite types are among the relations.
std::map<Name, Type> simple_types(const Catalog& catalog) {
  std::map<Name, Type> types = catalog.types();
  std::erase_if(types, [](const auto& entry) { return entry.second.kind == Type::Kind::composite; });
  return types;
}

std::map<Name, std::string> signatures(const Catalog& catalog) {
  std::map<Name, std::string> all;
  for (const auto& [name, routine] : catalog.all_routines()) {
    std::string arguments;
    for (const TypeName& type : routine.arguments) arguments += (arguments.empty() ? "" : ", ") + type.text();
    all.emplace(Name{name.schema, fmt::format("{}({})", name.name, arguments)}, routine.procedure ? "procedure" : "function");
  }
  return all;
}

}  // namespace

std::vector<std::string> differences(const Catalog& before, const Catalog& after) {
  Lines lines;
  compare_names(before.schemas(), after.schemas(), "schema", lines);
  compare_names(before.extensions(), after.extensions(), "extension", lines);
  compare_entries(
      before.relations(), after.relations(), [](const Relation& each) { return word_of(each.kind); }, lines, compare_relations);
  compare_entries(
      simple_types(before), simple_types(after), [](const Type&) { return "type"; }, lines, compare_types);
  compare_entries(
      signatures(before), signatures(after), [](const std::string& word) { return word; }, lines,
      [](const std::string&, const std::string&, Lines&) {});
  return lines;
}

}  // namespace safeops::sql
