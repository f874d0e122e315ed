#include "sql/catalog/reference_resolver.hpp"

#include <algorithm>
#include <array>

namespace safeops::sql {

namespace {

using Answer = ReferenceResolver::Answer;

bool is_system_column(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_output(const Query::Reference& reference, const Query::Scope& scope) {
  if (!reference.may_be_output || !reference.qualifier.empty()) return false;
  return std::any_of(scope.outputs.begin(), scope.outputs.end(),
                     [&](const Query::Output& output) { return output.name == reference.column; });
}

}  // namespace

ReferenceResolver::Result ReferenceResolver::resolve(const Query::Reference& reference, std::size_t scope) {
  if (reference.column == "*" || is_system_column(reference.column) || is_output(reference, query_.scopes[scope])) return {};
  while (true) {
    steps_ += 1 + query_.scopes[scope].sources.size();
    if (steps_ > most_steps) return {};
    Result result = look_in(scope, reference);
    if (result.answer != Answer::missing || !result.relation.empty()) return result;
    const int parent = query_.scopes[scope].parent;
    if (parent < 0 || static_cast<std::size_t>(parent) >= query_.scopes.size())
      return {.answer = reference.qualifier.empty() ? Answer::missing : Answer::unknown, .relation = {}, .column = {}};
    scope = static_cast<std::size_t>(parent);
  }
}

// In ON CONFLICT DO UPDATE `excluded` is a row of the table that is written.
const Name* ReferenceResolver::name_of(const Query::Source& source, std::size_t scope) const {
  if (!source.relation.empty()) return &source.relation;
  if (source.scope != Query::Source::opaque || source.alias != "excluded") return nullptr;
  const auto writes = std::find_if(query_.writes.begin(), query_.writes.end(), [&](const Query::Write& write) {
    return write.kind == Query::Write::Kind::insert && write.scope == static_cast<int>(scope);
  });
  return writes == query_.writes.end() ? nullptr : &writes->table;
}

// Missing without a relation: it may stand further out.
ReferenceResolver::Result ReferenceResolver::look_in(std::size_t scope, const Query::Reference& reference) {
  Result best{.answer = Answer::missing, .relation = {}, .column = {}};
  for (const Query::Source& source : query_.scopes[scope].sources) {
    const bool qualified = !reference.qualifier.empty();
    if (qualified && source.alias != reference.qualifier) continue;
    if (!qualified && source.alias == reference.column) return {};  // the row as a whole
    Result here = look_in(source, scope, reference.column);
    if (qualified || here.answer == Answer::found) return here;
    if (here.answer == Answer::unknown) best = {};
  }
  return best;
}

ReferenceResolver::Result ReferenceResolver::look_in(const Query::Source& source, std::size_t scope,
                                                     const std::string& column) const {
  const Name* written = name_of(source, scope);
  const Relation* relation = written ? catalog_.relation(*written) : nullptr;
  if (!relation) return {};
  std::string name = column;
  const auto renamed = std::find(source.columns.begin(), source.columns.end(), column);
  if (renamed != source.columns.end()) {
    const auto place = static_cast<std::size_t>(renamed - source.columns.begin());
    if (place >= relation->columns.size()) return {};
    name = relation->columns[place].name;
  }
  const bool found = relation->has(ObjectClass::column, name);
  const bool missing = relation->lacks(ObjectClass::column, name);
  return {.answer = found     ? Answer::found
                    : missing ? Answer::missing
                              : Answer::unknown,
          .relation = found || missing ? relation->name : Name{},
          .column = std::move(name),
          .written = written};
}

}  // namespace safeops::sql
