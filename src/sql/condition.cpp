#include <optional>

#include "sql/effects.hpp"
#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

// Nobody writes a condition this deep; one that is counts as true rather than as unread.
constexpr int deepest = 500;

enum class Truth { yes, no, open };

Truth negated(Truth truth) {
  if (truth == Truth::open) return truth;
  return truth == Truth::yes ? Truth::no : Truth::yes;
}

Truth of_text(std::string_view text) {
  const std::string folded = text::lower(trim(text));
  for (const std::string_view word : {"t", "tr", "tru", "true", "y", "ye", "yes", "on", "1"})
    if (folded == word) return Truth::yes;
  return Truth::open;
}

// A constant as text with its type in front, so that 1 and '1' are told apart.
std::optional<std::string> constant(Node expression) {
  const Node value = expression["A_Const"];
  if (!value || value.flag("isnull")) return {};
  if (value["ival"]) return "i" + std::to_string(value["ival"].number("ival"));
  if (value["sval"]) return "s" + std::string(value["sval"].text("sval"));
  if (value["fval"]) return "f" + std::string(value["fval"].text("fval"));
  if (value["boolval"]) return value["boolval"].flag("boolval") ? "bt" : "bf";
  return {};
}

Truth compare(Node expression) {
  const std::vector<Node> name = expression.list("name");
  const auto left = constant(expression["lexpr"]), right = constant(expression["rexpr"]);
  if (!expression.is("kind", "AEXPR_OP") || name.size() != 1 || !left || !right || left->front() != right->front())
    return Truth::open;
  const std::string_view sign = string_of(name.front());
  const bool equal = *left == *right;
  if (sign == "=" || (equal && (sign == "<=" || sign == ">="))) return equal ? Truth::yes : Truth::no;
  if (sign == "<>") return equal ? Truth::no : Truth::yes;
  if (left->front() != 'i') return Truth::open;
  const long long a = std::stoll(left->substr(1)), b = std::stoll(right->substr(1));
  if (sign == "<" || sign == "<=") return a < b ? Truth::yes : Truth::no;
  if (sign == ">" || sign == ">=") return a > b ? Truth::yes : Truth::no;
  return Truth::open;
}

Truth evaluate(Node expression, int depth);

Truth evaluate_list(Node expression, int depth) {
  const bool any = expression.is("boolop", "OR_EXPR");
  const Truth decisive = any ? Truth::yes : Truth::no;
  Truth result = negated(decisive);
  for (const Node argument : expression.list("args")) {
    const Truth truth = evaluate(argument, depth);
    if (truth == decisive) return truth;
    if (truth == Truth::open) result = truth;
  }
  return result;
}

Truth evaluate(Node expression, int depth) {
  if (depth > deepest) return Truth::yes;
  const std::string_view tag = expression.tag();
  if (tag == "BoolExpr") {
    const Node body = expression.body();
    if (!body.is("boolop", "NOT_EXPR")) return evaluate_list(body, depth + 1);
    const std::vector<Node> arguments = body.list("args");
    return arguments.empty() ? Truth::open : negated(evaluate(arguments.front(), depth + 1));
  }
  if (tag == "A_Expr") return compare(expression.body());
  if (tag == "TypeCast") return evaluate(expression.body()["arg"], depth + 1);
  if (tag != "A_Const") return Truth::open;
  const Node value = expression.body();
  if (value["boolval"]) return value["boolval"].flag("boolval") ? Truth::yes : Truth::no;
  if (value["sval"]) return of_text(value["sval"].text("sval"));
  if (value["ival"]) return value["ival"].number("ival") != 0 ? Truth::yes : Truth::no;
  return Truth::open;
}

}  // namespace

bool always_true(Node condition) {
  return !condition || evaluate(condition, 0) == Truth::yes;
}

}  // namespace safeops::sql
