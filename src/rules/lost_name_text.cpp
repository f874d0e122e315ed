#include "rules/lost_name_text.hpp"

#include <fmt/format.h>

#include "rules/contract_effect.hpp"
#include "rules/statement_line.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Lost::Kind;

// "query GetUser", "queries GetUser, ListUsers and 3 more"
std::string queries_of(const LostName& name) {
  constexpr std::size_t most_named = 3;
  std::string list;
  for (std::size_t i = 0; i < name.uses.size() && i < most_named; ++i) list += (i == 0 ? "" : ", ") + name.uses[i].query.text();
  if (name.uses.size() > most_named) list += fmt::format(" and {} more", name.uses.size() - most_named);
  return fmt::format("{} {}", name.uses.size() == 1 ? "query" : "queries", list);
}

std::string text_of(const sql::Name& name) {
  return sql::Name{name.schema == "public" ? std::string{} : name.schema, name.name}.text();
}

std::string column_of(const sql::Lost& lost) {
  return fmt::format("{}.{}", text_of(lost.object), identifier(lost.member));
}

std::string keep_arbiter(const sql::Lost& lost) {
  const std::string table = text_of(lost.object);
  if (!lost.arbiter.constraint.empty())
    return fmt::format("Keep the constraint {} of {} under its name, and not deferrable, until no running version asks for it.",
                       identifier(lost.member), table);
  return fmt::format(
      "Keep a unique index on the same columns of {}, and no deferrable constraint on them, until no running version asks for "
      "it.",
      table);
}

}  // namespace

std::string what_breaks(const LostName& name) {
  const sql::Lost& lost = name.lost;
  const std::string queries = queries_of(name), object = text_of(lost.object);
  const std::string_view s = name.uses.size() == 1 ? "s" : "";
  switch (lost.kind) {
    case Kind::relation:
      return fmt::format("{} name{} {}, which is gone after this statement", queries, s, object);
    case Kind::column:
      return fmt::format("{} name{} {}, which is gone after this statement", queries, s, column_of(lost));
    case Kind::function:
      return fmt::format("{} call{} {}() in a form that is gone after this statement", queries, s, object);
    case Kind::required_column:
      return fmt::format("{} insert{} into {} without {}, which is NOT NULL and has no default after this statement", queries, s,
                         object, identifier(lost.member));
    case Kind::label:
      return fmt::format("{} compare{} with '{}', which is no value of {} after this statement", queries, s, lost.member, object);
    case Kind::arbiter:
      if (!lost.arbiter.constraint.empty())
        return fmt::format("{} name{} the constraint {} of {} in ON CONFLICT, which is gone or deferrable after this statement",
                           queries, s, identifier(lost.member), object);
      return fmt::format("{} ask{} ON CONFLICT for {} of {}, for which no unique index serves after this statement", queries, s,
                         lost.member, object);
  }
  return {};
}

std::string before_it_may_go(const LostName& name, const SchemaEffect& effect) {
  const sql::Lost& lost = name.lost;
  if (lost.kind == Kind::required_column)
    return fmt::format(
        "Release a version that gives {} first and let its rollback window end; until then leave the column nullable or give it "
        "a default (`ALTER TABLE {} ALTER COLUMN {} SET DEFAULT ...;`).",
        column_of(lost), text_of(lost.object), identifier(lost.member));
  if (lost.kind == Kind::arbiter) return keep_arbiter(lost);
  const bool label = lost.kind == Kind::label;
  const std::string object = label                       ? fmt::format("'{}'", lost.member)
                             : lost.kind == Kind::column ? column_of(lost)
                                                         : text_of(lost.object);
  if (effect.step->in_contract())
    return fmt::format(
        "This contract step comes too early: release a version that does without {} and let its rollback window end. When the "
        "queries of the base branch are that version's, the step may land.",
        object);
  const bool written = effect.statement->container != sql::Container::dynamic_literal;
  const std::string line = written ? line_of(effect, effect.statement->span) : std::string{};
  return fmt::format("Release a version that does without {} and let its rollback window end; then run {} {}.", object,
                     line.empty() ? "the statement" : fmt::format("`{};`", line), in_contract_step(effect));
}

}  // namespace safeops::rules
