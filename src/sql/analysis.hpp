#pragma once

#include <cstddef>
#include <vector>

#include "sql/containment.hpp"
#include "sql/dynamic_text.hpp"
#include "sql/fragment.hpp"
#include "sql/plpgsql.hpp"
#include "sql/reader.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

// What the calls between statements are resolved by, one entry a statement of the script.
struct CallNote {
  std::vector<Name> calls;
  std::optional<std::size_t> routine;  // in Analysis::routines(): the one whose body the statement stands in
};

// Follows the code in statements into DO blocks, routine bodies and constant EXECUTEs, and keeps the statements found, in
// order, those inside behind the one that holds them.
class Analysis {
 public:
  // Where a text stands that is read next.
  struct Place {
    Direction direction = Direction::up;
    Container container = Container::top_level;
    std::optional<std::size_t> routine;
    int depth = 0;  // of code in code
  };

  // `finding`'s spans are offsets into `fragment`.
  void add(const Fragment& fragment, Finding finding, const Place& place);
  void add(Problem problem) { problems_.push_back(std::move(problem)); }
  // What psql's \gexec runs: each value that the SELECT in `query` results in, as a statement. False, and nothing is read, where
  // it does not tell them.
  bool add_results(const Fragment& query, const Place& place);

  [[nodiscard]] Budget& budget() { return budget_; }
  [[nodiscard]] const std::vector<Name>& routines() const { return routines_; }
  [[nodiscard]] const std::vector<CallNote>& notes() const { return notes_; }
  [[nodiscard]] std::vector<Statement>& statements() { return statements_; }
  [[nodiscard]] std::vector<Problem>& problems() { return problems_; }

 private:
  void add_body(const Fragment& fragment, const Finding& finding, const Place& place);
  void read_sql(const Fragment& fragment, const Place& place);
  void read_plpgsql_body(const Fragment& fragment, Span statement, const Fragment& body, const Place& place);
  std::optional<std::vector<EmbeddedQuery>> queries_of(const Fragment& fragment, Span statement, const Fragment& body,
                                                       const Place& place);
  void add(Problem::Kind kind, Span span, std::string message, const Place& place);
  void add_unparsed(const Parsed& parsed, const Scan& scan, const Fragment& code, Span span, const Place& place);
  void read_query(const Fragment& query, EmbeddedQuery::Use use, const Place& place);
  void read_expression(const Fragment& query, EmbeddedQuery::Use use, const Place& place);
  void read_execute(const Fragment& query, const Place& place);
  void read_dynamic(const DynamicText& dynamic, const Fragment& query, const Place& place);
  void read_template(const Fragment& text, const Place& place);
  void add_unproved(Span span, const Place& place, std::string_view detail = "EXECUTE of text that is put together when it runs");

  std::vector<Statement> statements_;
  std::vector<CallNote> notes_;
  std::vector<Problem> problems_;
  std::vector<Name> routines_;
  Budget budget_;
};

}  // namespace safeops::sql
