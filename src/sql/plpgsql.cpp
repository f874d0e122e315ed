#include "sql/plpgsql.hpp"

#include <algorithm>

#include "sql/lexer.hpp"

namespace safeops::sql {

namespace {

// libpg_query writes some of a trigger's variables as `{}}`, which is one brace too many: never otherwise does an object that
// is empty, and an element of an array, end its parent.
void repair(std::string& json) {
  bool quoted = false;
  for (std::size_t i = 0; i + 2 < json.size(); ++i) {
    if (json[i] == '\\' && quoted)
      ++i;
    else if (json[i] == '"')
      quoted = !quoted;
    else if (!quoted && json[i] == '{' && json[i + 1] == '}' && json[i + 2] == '}' && i > 0 &&
             (json[i - 1] == ',' || json[i - 1] == '['))
      json[i + 2] = ' ';
  }
}

EmbeddedQuery::Use use_of(Node expression, bool dynamic) {
  if (dynamic) return EmbeddedQuery::Use::dynamic;
  const std::int64_t mode = expression.number("parseMode");
  if (mode == 0) return EmbeddedQuery::Use::statement;
  return mode == 2 ? EmbeddedQuery::Use::expression : EmbeddedQuery::Use::assignment;
}

// Reads the tree with a stack of its own: blocks nest as deep as the text says.
class QueryCollector {
 public:
  std::vector<EmbeddedQuery> run(Node root) {
    visit(root, {});
    while (!pending_.empty()) {
      const auto [node, place] = pending_.back();
      pending_.pop_back();
      visit(node, place);
    }
    return std::move(queries_);
  }

 private:
  // What the way down to a node says about it.
  struct Place {
    std::uint32_t line = 0;
    bool runs_text = false;  // an EXECUTE, whose query is text
    bool is_text = false;    // that query
    bool in_body = false;
  };

  void visit(Node node, Place place) {
    if (const Node expression = node["PLpgSQL_expr"]) {
      queries_.push_back({use_of(expression, place.is_text), std::string(expression.text("query")), place.line, {}});
      return;
    }
    const std::size_t first = pending_.size();
    place.line = static_cast<std::uint32_t>(node.number("lineno", place.line));
    for (const auto& [key, child] : node.children()) pending_.emplace_back(child, below(key, place));
    for (const Node item : node.items()) pending_.emplace_back(item, place);
    const auto added = pending_.begin() + static_cast<std::ptrdiff_t>(first);
    std::reverse(added, pending_.end());
    // A loop's query stands before its body in the text, after it in the tree.
    std::stable_partition(added, pending_.end(), [](const auto& each) { return each.second.in_body; });
  }

  static Place below(std::string_view key, const Place& place) {
    return {.line = place.line,
            .runs_text = key == "PLpgSQL_stmt_dynexecute" || key == "PLpgSQL_stmt_dynfors",
            .is_text = key == "dynquery" || (place.runs_text && key == "query"),
            .in_body = key.ends_with("body") || key.ends_with("_list") || key.ends_with("stmts") || key == "exceptions"};
  }

  std::vector<std::pair<Node, Place>> pending_;
  std::vector<EmbeddedQuery> queries_;
};

}  // namespace

std::optional<std::vector<EmbeddedQuery>> read_plpgsql(std::string& json, std::string_view body) {
  repair(json);
  const Tree tree(json);
  if (!tree.root()) return {};
  std::vector<EmbeddedQuery> queries = QueryCollector().run(tree.root());
  QueryFinder finder(body);
  for (EmbeddedQuery& query : queries) query.at = finder.find(query);
  return queries;
}

QueryFinder::QueryFinder(std::string_view body) : body_(body) {
  for (std::size_t end = body.find('\n'); end != std::string_view::npos; end = body.find('\n', end + 1))
    lines_.push_back(end + 1);
}

// Where query and body differ the query must have a blank: PL/pgSQL leaves as many as the INTO it takes out had bytes.
bool QueryFinder::matches(std::string_view query, std::size_t at) {
  if (query.size() > body_.size() - at) return false;
  for (std::size_t i = 0; i < query.size(); ++i) {
    ++effort_;
    if (query[i] != body_[at + i] && query[i] != ' ') return false;
  }
  return true;
}

std::optional<std::size_t> QueryFinder::search(std::string_view query) {
  const std::string_view window = body_.substr(from_, farthest);
  const std::string_view head = query.substr(0, std::min<std::size_t>(query.find(' '), 24));
  if (head.empty()) return {};
  for (std::size_t at = window.find(head); at != std::string_view::npos && effort_ < most_effort; at = window.find(head, at + 1))
    if (matches(query, from_ + at)) return from_ + at;
  return {};
}

std::optional<Span> QueryFinder::find(const EmbeddedQuery& query) {
  const std::size_t line = query.line == 0 ? 0 : std::min<std::size_t>(query.line, lines_.size()) - 1;
  if (query.line != last_line_) from_ = lines_[line];
  last_line_ = query.line;
  const std::string_view perform = "SELECT";  // what PL/pgSQL writes for PERFORM
  auto begin = search(query.query);
  if (!begin && query.query.starts_with(perform)) {
    const std::string_view rest = std::string_view(query.query).substr(perform.size());
    const std::size_t blanks = rest.size() - trim(rest).size();
    begin = search(trim(rest));
    if (!begin || *begin < perform.size() + blanks) return {};
    *begin -= perform.size() + blanks;
  }
  if (!begin || *begin + query.query.size() > body_.size()) return {};
  from_ = *begin + query.query.size();
  return Span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(from_)};
}

}  // namespace safeops::sql
