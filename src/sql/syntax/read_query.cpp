#include "sql/syntax/read_query.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "sql/syntax/read_expression.hpp"

namespace safeops::sql {

namespace {

using Source = Query::Source;

// Names of common table expressions, and where those stand that are visible around them.
struct Environment {
  int outer = Source::none;
  std::vector<std::pair<std::string, int>> names;  // and the scope each is
};

// Works through a queue of queries, each with the scope it fills: parse trees nest deeper than a stack is.
class QueryReader {
 public:
  explicit QueryReader(std::uint32_t origin) : origin_(origin) {}

  Query run(Node statement) {
    query_.identity = identity_of(statement);
    queue(statement, Source::none, Source::none);
    return drain();
  }

  Query run(const Name& table, const std::vector<Node>& expressions) {
    const int scope = add_scope(Source::none);
    query_.scopes[0].sources.push_back({.relation = table, .alias = table.name});
    for (const Node each : expressions) read_expression_in(each, {scope, Source::none});
    return drain();
  }

 private:
  // The scope that is filled and the environment in which it looks names of common table expressions up.
  struct Place {
    int scope = Source::none;
    int environment = Source::none;
  };
  struct Pending {
    std::string_view tag;
    Node body;
    Place place;
  };

  Query drain() {
    for (std::size_t next = 0; next < pending_.size(); ++next) read(pending_[next]);
    return std::move(query_);
  }

  int add_scope(int parent) {
    query_.scopes.push_back({.parent = parent});
    return static_cast<int>(query_.scopes.size()) - 1;
  }

  int queue(Node statement, int parent, int environment) { return queue(statement.tag(), statement.body(), parent, environment); }
  int queue(std::string_view tag, Node body, int parent, int environment) {
    const int scope = add_scope(parent);
    pending_.push_back({tag, body, {scope, environment}});
    return scope;
  }

  Query::Scope& at(Place place) { return query_.scopes[static_cast<std::size_t>(place.scope)]; }

  void read(Pending item) {
    open_with(item.body["withClause"], item.place);
    if (item.tag == "SelectStmt") read_select(item.body, item.place);
    if (item.tag == "InsertStmt") read_insert(item.body, item.place);
    if (item.tag == "UpdateStmt") read_update(item.body, item.place);
    if (item.tag == "DeleteStmt") read_delete(item.body, item.place);
    if (item.tag == "MergeStmt") read_merge(item.body, item.place);
  }

  void open_with(Node with, Place& place) {
    const std::vector<Node> tables = with.list("ctes");
    if (tables.empty()) return;
    const int outer = place.environment;
    environments_.push_back({.outer = outer});
    const int own = static_cast<int>(environments_.size()) - 1;
    const bool recursive = with.flag("recursive");
    for (const Node each : tables) {
      const Node table = each["CommonTableExpr"];
      // An earlier one is visible in a later; in a recursive list each is in all.
      const int scope = queue(table["ctequery"], at(place).parent, own);
      const bool named = !table.list("aliascolnames").empty();
      environments_[static_cast<std::size_t>(own)].names.emplace_back(std::string(table.text("ctename")),
                                                                      recursive || named ? Source::opaque : scope);
    }
    place.environment = own;
  }

  // The scope of a common table expression of that name, `none` where there is none.
  [[nodiscard]] int find_common(std::string_view name, int environment) const {
    while (environment != Source::none) {
      const Environment& here = environments_[static_cast<std::size_t>(environment)];
      for (const auto& [known, scope] : here.names)
        if (known == name) return scope;
      environment = here.outer;
    }
    return Source::none;
  }

  void read_select(Node select, Place place) {
    if (!select.is("op", "SETOP_NONE") && select["larg"]) return read_set_operation(select, place);
    read_from(select.list("fromClause"), place);
    for (const Node target : select.list("targetList")) read_output(target["ResTarget"], place);
    name_values(select.list("valuesLists"), place);
    read_where(select["whereClause"], place);
    for (const std::string_view key : {"havingClause", "valuesLists", "windowClause", "limitCount", "limitOffset"})
      read_expression_in(select[key], place);
    for (const std::string_view key : {"groupClause", "sortClause", "distinctClause"})
      read_expression_in(select[key], place, true);
    lock_rows(select.list("lockingClause"), place);
  }

  // UNION and the like: the left arm gives the names of the columns.
  void read_set_operation(Node select, Place place) {
    const int parent = at(place).parent;
    const int left = queue("SelectStmt", select["larg"], parent, place.environment);
    const int right = queue("SelectStmt", select["rarg"], parent, place.environment);
    at(place).outputs_of = left;
    at(place).combined_with = right;
  }

  void lock_rows(const std::vector<Node>& clauses, Place place) {
    for (const Node clause : clauses) {
      const std::vector<Node> named = clause["LockingClause"].list("lockedRels");
      for (Source& source : at(place).sources) {
        bool locks = named.empty();
        for (const Node each : named) locks |= each["RangeVar"].text("relname") == source.alias;
        source.locked |= locks;
      }
    }
  }

  void read_output(Node target, Place place) {
    const std::vector<Node> fields = target["val"]["ColumnRef"].list("fields");
    Query::Output output{.name = std::string(target.text("name")), .qualifier = {}, .column = {}};
    if (!fields.empty()) {
      if (fields.back()["A_Star"])
        output.name = "*";
      else
        output.column = string_of(fields.back());
      if (fields.size() > 1) output.qualifier = string_of(fields[fields.size() - 2]);
    }
    if (output.name.empty()) output.name = output.column;
    if (output.name.empty()) output.name = name_of_value(target["val"]);
    if (output.name.empty()) output.name = "?column?";
    read_expression_in(target["val"], place);
    at(place).outputs.push_back(std::move(output));
  }

  // VALUES: column1, column2 ...
  void name_values(const std::vector<Node>& rows, Place place) {
    if (rows.empty()) return;
    const std::size_t width = rows.front()["List"].list("items").size();
    for (std::size_t i = 1; i <= width; ++i)
      at(place).outputs.push_back({.name = "column" + std::to_string(i), .qualifier = {}, .column = {}});
  }

  void read_from(const std::vector<Node>& items, Place place) {
    std::vector<Node> pending(items.rbegin(), items.rend());
    while (!pending.empty()) {
      const Node item = pending.back();
      pending.pop_back();
      if (const Node join = item["JoinExpr"]) {
        pending.push_back(join["rarg"]);
        pending.push_back(join["larg"]);
        read_expression_in(join["quals"], place);
      } else if (const Node sample = item["RangeTableSample"]) {
        pending.push_back(sample["relation"]);
      } else {
        read_source(item, place);
      }
    }
  }

  void read_source(Node item, Place place) {
    if (const Node range = item["RangeVar"]) return add_relation(range, place);
    const Node body = item.body();
    Source source{.alias = std::string(body["alias"].text("aliasname")), .scope = Source::opaque};
    source.columns = texts_of(body["alias"].list("colnames"));
    if (const Node subquery = item["RangeSubselect"])
      source.scope = queue(subquery["subquery"], subquery.flag("lateral") ? place.scope : at(place).parent, place.environment);
    else
      read_expression_in(item, place);
    at(place).sources.push_back(std::move(source));
  }

  void add_relation(Node range, Place place) {
    Source source{.relation = name_of_range(range), .only = !range.flag("inh")};
    source.alias = range["alias"] ? std::string(range["alias"].text("aliasname")) : source.relation.name;
    source.columns = texts_of(range["alias"].list("colnames"));
    const int common = source.relation.schema.empty() ? find_common(source.relation.name, place.environment) : Source::none;
    if (common != Source::none) {
      source.scope = common;
      source.relation = {};
    }
    at(place).sources.push_back(std::move(source));
  }

  Query::Write& add_write(Query::Write::Kind kind, Node range, Place place) {
    add_relation(range, place);
    Source& source = at(place).sources.back();
    source.relation = name_of_range(range);  // a common table expression cannot be written
    source.scope = Source::none;
    Query::Write& write = query_.writes.emplace_back();
    write.kind = kind;
    write.table = source.relation;
    write.scope = place.scope;
    write.only = source.only;
    return write;
  }

  void read_where(Node where, Place place) {
    read_expression_in(where, place);
    if (!where) return;
    const Expression condition = read_expression(where);
    at(place).conditions = condition.conditions;
    at(place).never = where["A_Const"]["boolval"] && !where["A_Const"]["boolval"].flag("boolval");
  }

  static Query::Arbiter arbiter_of(Node infer) {
    if (infer["whereClause"]) return {};
    Query::Arbiter arbiter{.columns = {}, .constraint = std::string(infer.text("conname"))};
    for (const Node each : infer.list("indexElems")) {
      if (each["IndexElem"]["expr"]) return {};
      arbiter.columns.emplace_back(each["IndexElem"].text("name"));
    }
    return arbiter;
  }

  void read_insert(Node insert, Place place) {
    Query::Write& write = add_write(Query::Write::Kind::insert, insert["relation"], place);
    for (const Node column : insert.list("cols")) write.columns.emplace_back(column["ResTarget"].text("name"));
    if (insert["selectStmt"]) queue(insert["selectStmt"], Source::none, place.environment);
    if (const Node conflict = insert["onConflictClause"]) {
      write.arbiter = arbiter_of(conflict["infer"]);
      at(place).sources.push_back({.alias = "excluded", .scope = Source::opaque});
      for (const Node each : conflict["infer"].list("indexElems")) add_reference(each["IndexElem"].text("name"), place);
      for (const std::string_view key : {"infer", "targetList", "whereClause"}) read_expression_in(conflict[key], place);
    }
    read_returning(insert, place);
  }

  void read_update(Node update, Place place) {
    Query::Write& write = add_write(Query::Write::Kind::update, update["relation"], place);
    for (const Node column : update.list("targetList")) write.columns.emplace_back(column["ResTarget"].text("name"));
    read_from(update.list("fromClause"), place);
    read_expression_in(update["targetList"], place);
    read_where(update["whereClause"], place);
    read_returning(update, place);
  }

  void read_delete(Node remove, Place place) {
    add_write(Query::Write::Kind::remove, remove["relation"], place);
    read_from(remove.list("usingClause"), place);
    read_where(remove["whereClause"], place);
    read_returning(remove, place);
  }

  void read_merge(Node merge, Place place) {
    Query::Write& write = add_write(Query::Write::Kind::merge, merge["relation"], place);
    for (const Node clause : merge.list("mergeWhenClauses"))
      for (const Node column : clause["MergeWhenClause"].list("targetList"))
        write.columns.emplace_back(column["ResTarget"].text("name"));
    read_from({merge["sourceRelation"]}, place);
    for (const std::string_view key : {"joinCondition", "mergeWhenClauses"}) read_expression_in(merge[key], place);
    read_returning(merge, place);
  }

  // PostgreSQL 18 keeps the list one level further down.
  void read_returning(Node statement, Place place) {
    const Node clause = statement["returningClause"];
    for (const Node target : (clause ? clause : statement).list(clause ? "exprs" : "returningList"))
      read_output(target["ResTarget"], place);
  }

  void read_expression_in(Node expression, Place place, bool may_be_output = false) {
    expression.walk([&](std::string_view key, Node node) {
      if (key == "ColumnRef") {
        add_reference(node, place, may_be_output);
        return false;
      }
      if (key == "subselect") {
        queue(node, place.scope, place.environment);
        return false;
      }
      if (key == "FuncCall") add_call(node);
      return key != "typeName";
    });
  }

  void add_call(Node call) {
    FunctionCall found{name_of_list(call.list("funcname")), static_cast<std::uint32_t>(call.list("args").size())};
    if (found.name.schema == "pg_catalog") found.name.schema.clear();
    query_.calls.push_back(std::move(found));
  }

  void add_reference(std::string_view column, Place place) {
    if (!column.empty()) at(place).references.push_back({.column = std::string(column)});
  }

  void add_reference(Node column, Place place, bool may_be_output) {
    const std::vector<Node> fields = column.list("fields");
    if (fields.empty()) return;
    Query::Reference reference{.column = fields.back()["A_Star"] ? "*" : std::string(string_of(fields.back()))};
    if (fields.size() > 1) reference.qualifier = string_of(fields[fields.size() - 2]);
    const auto begin = static_cast<std::uint32_t>(column.number("location")) + origin_;
    reference.span = {begin, begin + 1};
    reference.may_be_output = may_be_output;
    at(place).references.push_back(std::move(reference));
  }

  std::uint32_t origin_;
  Query query_;
  std::vector<Environment> environments_;
  std::vector<Pending> pending_;
};

}  // namespace

Query read_query(Node statement, std::uint32_t origin) {
  return statement ? QueryReader(origin).run(statement) : Query{};
}

Query read_expressions_of(const Name& table, const std::vector<Node>& expressions, std::uint32_t origin) {
  return QueryReader(origin).run(table, expressions);
}

}  // namespace safeops::sql
