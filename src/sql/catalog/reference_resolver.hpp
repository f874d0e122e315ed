#pragma once

#include <cstddef>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// Looks the names of columns up as PostgreSQL does: in the sources of their own scope, then of those around it.
class ReferenceResolver {
 public:
  enum class Answer { found, missing, unknown };  // unknown: something nothing is known of may have it
  struct Result {
    Answer answer = Answer::unknown;
    Name relation;  // whole
    std::string column;
    const Name* written = nullptr;  // where found: the relation as the query names it
  };

  ReferenceResolver(const Query& query, const Catalog& catalog) : query_(query), catalog_(catalog) {}
  Result resolve(const Query::Reference& reference, std::size_t scope);

 private:
  static constexpr std::size_t most_steps = 200'000;

  [[nodiscard]] const Name* name_of(const Query::Source& source, std::size_t scope) const;
  Result look_in(std::size_t scope, const Query::Reference& reference);
  [[nodiscard]] Result look_in(const Query::Source& source, std::size_t scope, const std::string& column) const;

  const Query& query_;
  const Catalog& catalog_;
  std::size_t steps_ = 0;
};

}  // namespace safeops::sql
