#include <fmt/format.h>

#include "sql/effects.hpp"
#include "sql/lexer.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

Effect& create_relation(Kind kind, Target target, Node relation, Reading& reading) {
  Effect& effect = reading.add(kind, target, name_of_range(relation));
  effect.span = reading.name_at(reading.place(relation));
  return effect;
}

void create_table(Node statement, Reading& reading) {
  create_relation(Kind::create_table, Target::table, statement["relation"], reading).if_exists = statement.flag("if_not_exists");
  const std::vector<Node> parents = statement.list("inhRelations");
  if (!statement["partbound"] || parents.empty()) return;
  Effect& effect = reading.add(Kind::attach_partition, Target::table, name_of_range(parents.front()["RangeVar"]));
  effect.related = name_of_range(statement["relation"]);
  effect.member = effect.related.name;
}

void create_foreign_table(Node statement, Reading& reading) {
  create_table(statement["base"], reading);
}

void create_table_as(Node statement, Reading& reading) {
  const bool view = statement.is("objtype", "OBJECT_MATVIEW");
  if (view) reading.set_kind("CREATE MATERIALIZED VIEW");
  create_relation(view ? Kind::create_materialized_view : Kind::create_table, view ? Target::materialized_view : Target::table,
                  statement["into"]["rel"], reading)
      .if_exists = statement.flag("if_not_exists");
  read_calls(statement["query"], reading);
}

void create_view(Node statement, Reading& reading) {
  create_relation(statement.flag("replace") ? Kind::replace_view : Kind::create_view, Target::view, statement["view"], reading);
}

void create_index(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::create_index, Target::index, name_of_range(statement["relation"]));
  effect.member = statement.text("idxname");
  effect.concurrently = statement.flag("concurrent");
  effect.if_exists = statement.flag("if_not_exists");
  if (statement.flag("unique")) effect.detail = "unique";
  for (const Node column : statement.list("indexParams"))
    if (!column["IndexElem"].text("name").empty()) effect.columns.emplace_back(column["IndexElem"].text("name"));
}

void create_schema(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::create_schema, Target::schema, {"", std::string(statement.text("schemaname"))});
  effect.if_exists = statement.flag("if_not_exists");
  for (const Node element : statement.list("schemaElts")) {
    const std::size_t first = reading.finding().statement.effects.size();
    const std::string kind = reading.finding().statement.kind;
    read_effects(element, reading);
    reading.set_kind(kind);
    std::vector<Effect>& effects = reading.finding().statement.effects;
    for (std::size_t i = first; i < effects.size(); ++i)
      if (effects[i].object.schema.empty()) effects[i].object.schema = statement.text("schemaname");
  }
}

void create_trigger(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::create_trigger, Target::trigger, name_of_range(statement["relation"]));
  effect.member = statement.text("trigname");
}

// A restrictive policy takes rows away from those who read the table now.
void create_policy(Node statement, Reading& reading) {
  const bool permissive = statement.flag("permissive");
  Effect& effect =
      reading.add(permissive ? Kind::create_other : Kind::row_security, Target::policy, name_of_range(statement["table"]));
  effect.member = statement.text("policy_name");
  if (!permissive) effect.detail = "restrictive policy";
}

void create_rule(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::create_other, Target::rule, name_of_range(statement["relation"]));
  effect.member = statement.text("rulename");
  effect.detail = "rule";
}

void create_sequence(Node statement, Reading& reading) {
  create_relation(Kind::create_sequence, Target::sequence, statement["sequence"], reading).if_exists =
      statement.flag("if_not_exists");
}

void create_composite(Node statement, Reading& reading) {
  create_relation(Kind::create_type, Target::type, statement["typevar"], reading);
}
void create_enum(Node statement, Reading& reading) {
  reading.add(Kind::create_type, Target::type, name_of_list(statement.list("typeName"))).detail = "enum";
}
void create_range(Node statement, Reading& reading) {
  reading.add(Kind::create_type, Target::type, name_of_list(statement.list("typeName"))).detail = "range";
}

void create_domain(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::create_type, Target::domain, name_of_list(statement.list("domainname")));
  effect.type = read_type(statement["typeName"]).text();
}

void create_extension(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::create_extension, Target::extension, {"", std::string(statement.text("extname"))});
  effect.if_exists = statement.flag("if_not_exists");
}

// CREATE TYPE, AGGREGATE, OPERATOR, COLLATION, TEXT SEARCH ...
void define(Node statement, Reading& reading) {
  const std::string_view type = statement.text("kind");
  reading.set_kind(fmt::format("CREATE {}", object_words(type)));
  Kind kind = Kind::create_other;
  if (type == "OBJECT_TYPE") kind = Kind::create_type;
  if (type == "OBJECT_AGGREGATE") kind = statement.flag("replace") ? Kind::replace_function : Kind::create_function;
  reading.add(kind, object_target(type), name_of_list(statement.list("defnames"))).if_exists = statement.flag("if_not_exists");
}

struct Creator {
  std::string_view tag;
  void (*read)(Node, Reading&);
};
constexpr Creator creators[] = {
    {"CreateStmt", create_table},
    {"IndexStmt", create_index},
    {"ViewStmt", create_view},
    {"CreateTrigStmt", create_trigger},
    {"CreateEnumStmt", create_enum},
    {"CreateSeqStmt", create_sequence},
    {"CreateTableAsStmt", create_table_as},
    {"CreateSchemaStmt", create_schema},
    {"CreateExtensionStmt", create_extension},
    {"CreatePolicyStmt", create_policy},
    {"CreateDomainStmt", create_domain},
    {"CompositeTypeStmt", create_composite},
    {"CreateRangeStmt", create_range},
    {"DefineStmt", define},
    {"RuleStmt", create_rule},
    {"CreateForeignTableStmt", create_foreign_table},
};

Name plain_name(Node statement) {
  for (const std::string_view key :
       {"role", "dbname", "pubname", "subname", "trigname", "servername", "fdwname", "plname", "tablespacename"})
    if (!statement.text(key).empty()) return {"", std::string(statement.text(key))};
  return {};
}

}  // namespace

void read_create(std::string_view tag, Node statement, Reading& reading) {
  for (const Creator& creator : creators)
    if (creator.tag == tag) return creator.read(statement, reading);
  Effect& effect = reading.add(Kind::create_other, Target::other, plain_name(statement));
  if (tag == "CreateRoleStmt") effect.target = Target::role;
  if (tag == "CreatedbStmt") effect.target = Target::database;
  effect.if_exists = statement.flag("if_not_exists");
}

}  // namespace safeops::sql
