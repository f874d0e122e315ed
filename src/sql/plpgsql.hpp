#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/containment.hpp"
#include "sql/parse_tree.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

// A query in a PL/pgSQL body, in the words of the body but for what PL/pgSQL takes out (INTO) or puts in (PERFORM).
struct EmbeddedQuery {
  enum class Use {
    statement,   // static SQL
    expression,  // a condition, a value
    assignment,  // x := f()
    dynamic,     // the text of EXECUTE
  };
  Use use = Use::statement;
  std::string query;
  std::uint32_t line = 0;  // 1-based, of the PL/pgSQL statement around it; 0 when not told
  // In the body, where it is known; as long as `query`. That of a PERFORM, kept as SELECT, begins at its second letter.
  std::optional<Span> at;
};

// Every query of the function in libpg_query's PL/pgSQL tree, in the order of the text, with its place in `body`. None when
// the JSON is no tree.
std::optional<std::vector<EmbeddedQuery>> read_plpgsql(std::string& json, std::string_view body);

// Finds queries again in the body they come from.
class QueryFinder {
 public:
  explicit QueryFinder(std::string_view body);
  // Where the query stands, or nothing when it cannot be told. The stretch is as long as the query. That of a PERFORM, kept
  // as SELECT, begins at its second letter.
  std::optional<Span> find(const EmbeddedQuery& query);

 private:
  static constexpr std::size_t farthest = 64 * 1024;            // behind the line that PL/pgSQL names
  static constexpr std::size_t most_effort = 32 * 1024 * 1024;  // bytes compared for one body

  [[nodiscard]] bool matches(std::string_view query, std::size_t at);
  [[nodiscard]] std::optional<std::size_t> search(std::string_view query);

  std::string_view body_;
  std::vector<std::size_t> lines_{0};
  std::size_t from_ = 0;
  std::uint32_t last_line_ = 0;
  std::size_t effort_ = 0;
};

}  // namespace safeops::sql
