#include "sql/syntax/read_expression.hpp"

#include <algorithm>
#include <optional>

#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

// Casts, as CAST and :: write them, off.
Node under_casts(Node node) {
  while (node["TypeCast"]) node = node["TypeCast"]["arg"];
  return node;
}

std::string column_of(Node node) {
  const std::vector<Node> fields = under_casts(node)["ColumnRef"].list("fields");
  return fields.empty() ? std::string{} : std::string(string_of(fields.back()));
}

std::optional<Condition::Operator> comparison_of(std::string_view sign) {
  using Operator = Condition::Operator;
  if (sign == "=") return Operator::equal;
  if (sign == "<") return Operator::less;
  if (sign == "<=") return Operator::less_or_equal;
  if (sign == ">") return Operator::greater;
  if (sign == ">=") return Operator::greater_or_equal;
  return {};
}

Condition::Operator mirrored(Condition::Operator comparison) {
  using Operator = Condition::Operator;
  switch (comparison) {
    case Operator::less:
      return Operator::greater;
    case Operator::less_or_equal:
      return Operator::greater_or_equal;
    case Operator::greater:
      return Operator::less;
    case Operator::greater_or_equal:
      return Operator::less_or_equal;
    case Operator::is_not_null:
    case Operator::equal:
      return comparison;
  }
  return comparison;
}

std::optional<Condition> comparison(Node expression) {
  const std::vector<Node> name = expression.list("name");
  if (!expression.is("kind", "AEXPR_OP") || name.size() != 1) return {};
  const auto sign = comparison_of(string_of(name.front()));
  if (!sign) return {};
  const std::string left = column_of(expression["lexpr"]), right = column_of(expression["rexpr"]);
  const std::string before = constant_of(expression["lexpr"]), after = constant_of(expression["rexpr"]);
  if (!left.empty() && !after.empty()) return Condition{left, *sign, after};
  if (!right.empty() && !before.empty()) return Condition{right, mirrored(*sign), before};
  return {};
}

std::optional<Condition> condition_of(Node node) {
  const bool negated = node["BoolExpr"].is("boolop", "NOT_EXPR");
  const std::vector<Node> arguments = node["BoolExpr"].list("args");
  if (const Node test = negated && !arguments.empty() ? arguments.front()["NullTest"] : node["NullTest"]) {
    const std::string column = column_of(test["arg"]);
    if (column.empty() || !test.is("nulltesttype", negated ? "IS_NULL" : "IS_NOT_NULL")) return {};
    return Condition{column, Condition::Operator::is_not_null, {}};
  }
  return node["A_Expr"] ? comparison(node["A_Expr"]) : std::nullopt;
}

void read_conditions(Node node, Expression& into) {
  std::vector<Node> pending{node};
  into.only_conditions = true;
  while (!pending.empty()) {
    const Node each = pending.back();
    pending.pop_back();
    if (each["BoolExpr"].is("boolop", "AND_EXPR")) {
      for (const Node argument : each["BoolExpr"].list("args")) pending.push_back(argument);
    } else if (auto condition = condition_of(each)) {
      into.conditions.push_back(std::move(*condition));
    } else {
      into.only_conditions = false;
    }
  }
}

void add_call(Node call, Expression& into) {
  FunctionCall found{name_of_list(call.list("funcname")), static_cast<std::uint32_t>(call.list("args").size())};
  if (found.name.schema == "pg_catalog") found.name.schema.clear();
  if (found.name.name == "nextval" && found.arguments == 1) {
    const std::string written = constant_of(call.list("args").front());
    const std::size_t dot = written.find('.');
    if (dot == written.npos)
      into.sequences.push_back({"", written});
    else
      into.sequences.push_back({written.substr(0, dot), written.substr(dot + 1)});
  }
  into.calls.push_back(std::move(found));
}

void sort_once(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace

std::string constant_of(Node node) {
  const Node value = under_casts(node)["A_Const"];
  if (!value || value.flag("isnull")) return {};
  if (value["ival"]) return std::to_string(value["ival"].number("ival"));
  if (value["sval"]) return std::string(value["sval"].text("sval"));
  if (value["fval"]) return std::string(value["fval"].text("fval"));
  if (value["boolval"]) return value["boolval"].flag("boolval") ? "true" : "false";
  return {};
}

namespace {

struct Construct {
  std::string_view node, field, value, name;
};
constexpr Construct constructs[] = {{"CoalesceExpr", "", "", "coalesce"},
                                    {"A_ArrayExpr", "", "", "array"},
                                    {"RowExpr", "", "", "row"},
                                    {"GroupingFunc", "", "", "grouping"},
                                    {"MinMaxExpr", "op", "IS_GREATEST", "greatest"},
                                    {"MinMaxExpr", "op", "IS_LEAST", "least"},
                                    {"A_Expr", "kind", "AEXPR_NULLIF", "nullif"},
                                    {"SubLink", "subLinkType", "EXISTS_SUBLINK", "exists"},
                                    {"SubLink", "subLinkType", "ARRAY_SUBLINK", "array"}};

// A name of its own, which casts do not change.
std::string own_name(Node value) {
  if (value["FuncCall"]) return name_of_list(value["FuncCall"].list("funcname")).name;
  if (value["ColumnRef"]) return column_of(value);
  for (const Construct& each : constructs)
    if (const Node node = value[each.node]; node && (each.field.empty() || node.is(each.field, each.value)))
      return std::string(each.name);
  // SVFOP_CURRENT_TIMESTAMP_N
  std::string word = text::lower(value["SQLValueFunction"].text("op"));
  if (word.ends_with("_n")) word.resize(word.size() - 2);
  return word.starts_with("svfop_") ? word.substr(6) : "";
}

// The only column of a subquery that stands for a value.
Node target_of(Node value) {
  const Node query = value["SubLink"].is("subLinkType", "EXPR_SUBLINK") ? value["SubLink"]["subselect"]["SelectStmt"] : Node{};
  const std::vector<Node> targets = query ? query.list("targetList") : std::vector<Node>{};
  return targets.empty() ? Node{} : targets.front()["ResTarget"];
}

}  // namespace

// FigureColname: what stands innermost has the first word, but a type or CASE the last if that has none.
std::string name_of_value(Node value) {
  std::string weak;
  while (value) {
    if (std::string own = own_name(value); !own.empty()) return own;
    if (const Node cast = value["TypeCast"]) {
      if (weak.empty()) weak = name_of_list(cast["typeName"].list("names")).name;
      value = cast["arg"];
    } else if (const Node choice = value["CaseExpr"]) {
      if (weak.empty()) weak = "case";
      value = choice["defresult"];
    } else if (const Node target = target_of(value)) {
      if (!target.text("name").empty()) return std::string(target.text("name"));
      value = target["val"];
    } else {
      value = value["CollateClause"]["arg"];
    }
  }
  return weak;
}

Expression read_expression(Node node) {
  Expression found;
  if (!node) return found;
  found.identity = identity_of(node);
  const Node core = under_casts(node);
  found.plain = core["A_Const"] || core["ColumnRef"];
  found.null_constant = core["A_Const"].flag("isnull");
  node.walk([&](std::string_view key, Node each) {
    if (key == "ColumnRef") {
      const std::vector<Node> fields = each.list("fields");
      if (!fields.empty() && !string_of(fields.back()).empty()) found.columns.emplace_back(string_of(fields.back()));
      return false;
    }
    if (key == "FuncCall") add_call(each, found);
    if (key == "TypeCast") found.casts.push_back(read_type(each["typeName"]));
    return key != "typeName";
  });
  sort_once(found.columns);
  read_conditions(node, found);
  return found;
}

}  // namespace safeops::sql
