#include "sql/syntax/read_command.hpp"

#include <algorithm>
#include <iterator>

#include "sql/syntax/read_expression.hpp"
#include "sql/syntax/read_query.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

// A statement's fields, and where its text begins.
struct Fields {
  std::string_view tag;
  Node node;
  std::uint32_t origin;
};

using Form = Command::Form;

std::vector<Name> relations_of(const std::vector<Node>& ranges) {
  std::vector<Name> names;
  for (const Node each : ranges) names.push_back(name_of_range(each["RangeVar"]));
  return names;
}

Form create_table(const Fields& at) {
  return read_create_table(at.node);
}

Form create_foreign_table(const Fields& at) {
  CreateTable table = read_create_table(at.node["base"]);
  table.foreign = true;
  return table;
}

CreateTableAs table_of(Node into, Node query, std::uint32_t origin) {
  CreateTableAs table;
  table.table = name_of_range(into["rel"]);
  table.persistence = read_persistence(into["rel"]);
  table.with_data = !into.flag("skipData");
  table.columns = texts_of(into.list("colNames"));
  table.query = read_query(query, origin);
  return table;
}

Form create_table_as(const Fields& at) {
  CreateTableAs table = table_of(at.node["into"], at.node["query"], at.origin);
  table.materialized_view = at.node.is("objtype", "OBJECT_MATVIEW");
  table.if_not_exists = at.node.flag("if_not_exists");
  return table;
}

Form create_view(const Fields& at) {
  return CreateView{.view = name_of_range(at.node["view"]),
                    .replace = at.node.flag("replace"),
                    .temporary = at.node["view"].is("relpersistence", "t"),
                    .columns = texts_of(at.node.list("aliases")),
                    .query = read_query(at.node["query"], at.origin)};
}

}  // namespace

IndexElement read_index_element(Node element) {
  return {.column = std::string(element.text("name")),
          .expression = read_expression(element["expr"]),
          .label = element["expr"] ? name_of_value(element["expr"]) : std::string(element.text("name")),
          .operator_class = name_of_list(element.list("opclass")).name};
}

namespace {

Form create_index(const Fields& at) {
  CreateIndex index;
  index.name = at.node.text("idxname");
  index.table = name_of_range(at.node["relation"]);
  index.method = at.node.text("accessMethod");
  for (const Node each : at.node.list("indexParams")) index.elements.push_back(read_index_element(each["IndexElem"]));
  for (const Node each : at.node.list("indexIncludingParams")) index.included.emplace_back(each["IndexElem"].text("name"));
  index.predicate = read_expression(at.node["whereClause"]);
  index.unique = at.node.flag("unique");
  index.nulls_not_distinct = at.node.flag("nulls_not_distinct");
  index.concurrently = at.node.flag("concurrent");
  index.if_not_exists = at.node.flag("if_not_exists");
  index.only = !at.node["relation"].flag("inh");
  return index;
}

Form alter_table(const Fields& at) {
  return read_alter_table(at.node);
}

// A trigger, rule or policy is written behind its table: [schema,] table, name.
Drop::Object dropped(Node object, bool member) {
  if (!member) {
    ObjectReference found = read_object(object);
    return {.name = std::move(found.name), .member = {}, .arguments = std::move(found.arguments)};
  }
  std::vector<Node> parts = object["List"].list("items");
  Drop::Object found;
  if (parts.empty()) return found;
  found.member = string_of(parts.back());
  parts.pop_back();
  found.name = name_of_list(parts);
  return found;
}

Form drop(const Fields& at) {
  Drop found;
  found.object = read_object_class(at.node.text("removeType"));
  found.if_exists = at.node.flag("missing_ok");
  found.cascade = at.node.is("behavior", "DROP_CASCADE");
  found.concurrently = at.node.flag("concurrent");
  const bool member =
      found.object == ObjectClass::trigger || found.object == ObjectClass::rule || found.object == ObjectClass::policy;
  for (const Node object : at.node.list("objects")) found.objects.push_back(dropped(object, member));
  return found;
}

Form rename(const Fields& at) {
  Rename found;
  found.object = read_object_class(at.node.text("renameType"));
  found.relation = read_object_class(at.node.text("relationType"));
  found.member = at.node.text("subname");
  found.to = at.node.text("newname");
  found.if_exists = at.node.flag("missing_ok");
  found.cascade = at.node.is("behavior", "DROP_CASCADE");
  if (at.node.is("renameType", "OBJECT_DOMCONSTRAINT")) found.relation = ObjectClass::domain;
  if (const Node relation = at.node["relation"]) {
    found.name = name_of_range(relation);
    found.only = !relation.flag("inh");
    return found;
  }
  ObjectReference object = read_object(at.node["object"]);
  found.name = std::move(object.name);
  found.arguments = std::move(object.arguments);
  if (found.name.empty()) std::swap(found.name.name, found.member);  // a schema or a database has no other name
  return found;
}

ObjectReference subject_of(const Fields& at) {
  if (at.node["relation"]) return {name_of_range(at.node["relation"]), {}};
  return read_object(at.node["object"]);
}

Form set_schema(const Fields& at) {
  ObjectReference object = subject_of(at);
  return SetSchema{.object = read_object_class(at.node.text("objectType")),
                   .name = std::move(object.name),
                   .schema = std::string(at.node.text("newschema")),
                   .arguments = std::move(object.arguments)};
}

Form change_owner(const Fields& at) {
  return ChangeOwner{.object = read_object_class(at.node.text("objectType")),
                     .name = subject_of(at).name,
                     .owner = std::string(at.node["newowner"].text("rolename"))};
}

// OWNED BY [schema.]table.column, or NONE.
void read_owner(Node owned_by, Name& table, std::string& column) {
  std::vector<Node> parts = owned_by["arg"]["List"].list("items");
  if (parts.size() < 2) return;
  column = string_of(parts.back());
  parts.pop_back();
  table = name_of_list(parts);
}

Form create_sequence(const Fields& at) {
  CreateSequence sequence;
  sequence.sequence = name_of_range(at.node["sequence"]);
  sequence.persistence = read_persistence(at.node["sequence"]);
  sequence.if_not_exists = at.node.flag("if_not_exists");
  const std::vector<Node> options = at.node.list("options");
  sequence.type = read_type(option(options, "as")["arg"]["TypeName"]);
  read_owner(option(options, "owned_by"), sequence.owner_table, sequence.owner_column);
  return sequence;
}

Form alter_sequence(const Fields& at) {
  AlterSequence sequence;
  sequence.sequence = name_of_range(at.node["sequence"]);
  sequence.if_exists = at.node.flag("missing_ok");
  const std::vector<Node> options = at.node.list("options");
  sequence.only_owned_by = options.size() == 1 && option(options, "owned_by");
  if (const Node type = option(options, "as")) sequence.type = read_type(type["arg"]["TypeName"]);
  read_owner(option(options, "owned_by"), sequence.owner_table, sequence.owner_column);
  return sequence;
}

Form create_enum(const Fields& at) {
  CreateType type{.form = CreateType::Form::enumeration, .type = name_of_list(at.node.list("typeName"))};
  for (const Node label : at.node.list("vals")) type.labels.emplace_back(string_of(label));
  return type;
}

Form create_composite(const Fields& at) {
  CreateType type{.form = CreateType::Form::composite, .type = name_of_range(at.node["typevar"])};
  for (const Node column : at.node.list("coldeflist")) type.attributes.push_back(read_column(column["ColumnDef"]));
  return type;
}

Form create_range(const Fields& at) {
  return CreateType{.form = CreateType::Form::range, .type = name_of_list(at.node.list("typeName"))};
}

Form alter_enum(const Fields& at) {
  return AlterEnum{.type = name_of_list(at.node.list("typeName")),
                   .value = std::string(at.node.text("newVal")),
                   .renamed_from = std::string(at.node.text("oldVal")),
                   .neighbour = std::string(at.node.text("newValNeighbor")),
                   .after = at.node.flag("newValIsAfter"),
                   .if_not_exists = at.node.flag("skipIfNewValExists")};
}

Form create_domain(const Fields& at) {
  CreateDomain domain;
  domain.domain = name_of_list(at.node.list("domainname"));
  domain.base = read_type(at.node["typeName"]);
  for (const Node each : at.node.list("constraints")) {
    const Node constraint = each["Constraint"];
    if (constraint.is("contype", "CONSTR_NOTNULL")) domain.not_null = true;
    if (constraint.is("contype", "CONSTR_DEFAULT")) domain.value = read_expression(constraint["raw_expr"]);
    if (constraint.is("contype", "CONSTR_CHECK")) domain.constraints.push_back(read_constraint(constraint));
  }
  return domain;
}

AlterDomain::Action domain_action(Node statement) {
  using Action = AlterDomain::Action;
  const std::string_view subtype = statement.text("subtype");
  const bool not_null = statement["def"]["Constraint"].is("contype", "CONSTR_NOTNULL");
  if (subtype == "N") return Action::drop_not_null;
  if (subtype == "O" || (subtype == "C" && not_null)) return Action::set_not_null;
  if (subtype == "C") return Action::add_constraint;
  if (subtype == "X") return Action::drop_constraint;
  if (subtype == "V") return Action::validate_constraint;
  return statement["def"] ? Action::set_default : Action::drop_default;
}

Form alter_domain(const Fields& at) {
  AlterDomain domain;
  domain.domain = name_of_list(at.node.list("typeName"));
  domain.action = domain_action(at.node);
  domain.name = at.node.text("name");
  domain.if_exists = at.node.flag("missing_ok");
  domain.cascade = at.node.is("behavior", "DROP_CASCADE");
  if (const Node constraint = at.node["def"]["Constraint"])
    domain.constraint = read_constraint(constraint);
  else
    domain.value = read_expression(at.node["def"]);
  return domain;
}

CreateRoutine::Parameter read_parameter(Node parameter) {
  const std::string_view mode = parameter.text("mode");
  const bool output = mode == "FUNC_PARAM_OUT" || mode == "FUNC_PARAM_TABLE";
  return {.name = std::string(parameter.text("name")),
          .type = read_type(parameter["argType"]),
          .input = !output,
          .output = output || mode == "FUNC_PARAM_INOUT",
          .has_default = static_cast<bool>(parameter["defexpr"])};
}

// Its arguments are a list of lists: the parameters, and how many of them are direct ones. Before 8.2 BASETYPE named the only
// one.
Form create_aggregate(const Fields& at, Name name) {
  CreateRoutine aggregate{.routine = std::move(name), .aggregate = true, .replace = at.node.flag("replace")};
  const std::vector<Node> arguments = at.node.list("args");
  if (!arguments.empty())
    for (const Node each : arguments.front()["List"].list("items"))
      aggregate.parameters.push_back(read_parameter(each["FunctionParameter"]));
  if (const Node base = option(at.node.list("definition"), "basetype")["arg"]["TypeName"])
    aggregate.parameters.push_back({.type = read_type(base)});
  return aggregate;
}

Form define(const Fields& at) {
  Name name = name_of_list(at.node.list("defnames"));
  if (at.node.is("kind", "OBJECT_TYPE")) return CreateType{.form = CreateType::Form::base, .type = std::move(name)};
  if (at.node.is("kind", "OBJECT_AGGREGATE")) return create_aggregate(at, std::move(name));
  return OtherCommand{std::string(at.tag)};
}

CreateRoutine::Volatility read_volatility(std::string_view word) {
  using Volatility = CreateRoutine::Volatility;
  if (word == "immutable") return Volatility::immutable;
  return word == "stable" ? Volatility::stable : Volatility::is_volatile;
}

// SELECT and one number or one string, as a whole body: PostgreSQL inlines it into the call.
bool is_constant_select(std::string_view body) {
  const std::string folded = text::lower(body);
  std::string_view rest = folded;
  const auto skip_blanks = [&] {
    while (!rest.empty() && std::string_view(" \t\r\n").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
  };
  skip_blanks();
  if (!rest.starts_with("select")) return false;
  rest.remove_prefix(6);
  skip_blanks();
  while (!rest.empty() && std::string_view("; \t\r\n").find(rest.back()) != std::string_view::npos) rest.remove_suffix(1);
  const bool number = !rest.empty() && rest.find_first_not_of("0123456789.") == rest.npos;
  const bool quoted = rest.size() >= 2 && rest.front() == '\'' && rest.find('\'', 1) == rest.size() - 1;
  return number || quoted || rest == "true" || rest == "false";
}

void read_routine_options(const std::vector<Node>& options, CreateRoutine& into) {
  into.language = string_of(option(options, "language")["arg"]);
  into.volatility = read_volatility(string_of(option(options, "volatility")["arg"]));
  into.strict = option(options, "strict")["arg"]["Boolean"].flag("boolval");
  into.security_definer = option(options, "security")["arg"]["Boolean"].flag("boolval");
  for (const Node each : options)
    into.sets_search_path |=
        each["DefElem"].is("defname", "set") && each["DefElem"]["arg"]["VariableSetStmt"].is("name", "search_path");
  const std::vector<Node> body = option(options, "as")["arg"]["List"].list("items");
  into.constant_body = into.language == "sql" && body.size() == 1 && is_constant_select(string_of(body.front()));
}

Form create_routine(const Fields& at) {
  CreateRoutine routine;
  routine.routine = name_of_list(at.node.list("funcname"));
  routine.procedure = at.node.flag("is_procedure");
  routine.replace = at.node.flag("replace");
  for (const Node each : at.node.list("parameters")) routine.parameters.push_back(read_parameter(each["FunctionParameter"]));
  if (at.node["returnType"]) routine.returns = read_type(at.node["returnType"]);
  routine.returns_set = at.node["returnType"].flag("setof");
  read_routine_options(at.node.list("options"), routine);
  if (at.node["sql_body"]) routine.language = "sql";
  if (const Node value = at.node["sql_body"]["ReturnStmt"]["returnval"])
    routine.constant_body = static_cast<bool>(value["A_Const"]);
  return routine;
}

Form create_trigger(const Fields& at) {
  return CreateTrigger{.table = name_of_range(at.node["relation"]),
                       .trigger = std::string(at.node.text("trigname")),
                       .function = name_of_list(at.node.list("funcname")),
                       .replace = at.node.flag("replace"),
                       .constraint = at.node.flag("isconstraint"),
                       .for_each_row = at.node.flag("row"),
                       .referenced = name_of_range(at.node["constrrel"])};
}

Form create_rule(const Fields& at) {
  const std::vector<Node> actions = at.node.list("actions");
  CreateRule rule{.table = name_of_range(at.node["relation"]),
                  .rule = std::string(at.node.text("rulename")),
                  .replace = at.node.flag("replace"),
                  .query = {}};
  if (!actions.empty()) rule.query = read_query(actions.front(), at.origin);
  return rule;
}

Form policy(const Fields& at) {
  CreatePolicy found;
  found.table = name_of_range(at.node["table"]);
  found.policy = at.node.text("policy_name");
  found.alters = at.tag == "AlterPolicyStmt";
  found.permissive = found.alters || at.node.flag("permissive");
  found.query = read_expressions_of(found.table, {at.node["qual"], at.node["with_check"]}, at.origin);
  return found;
}

Form create_statistics(const Fields& at) {
  CreateStatistics found{.statistics = name_of_list(at.node.list("defnames")), .if_not_exists = at.node.flag("if_not_exists")};
  const std::vector<Name> tables = relations_of(at.node.list("relations"));
  if (!tables.empty()) found.table = tables.front();
  for (const Node each : at.node.list("exprs")) found.columns.emplace_back(each["StatsElem"].text("name"));
  return found;
}

Form publication(const Fields& at) {
  ChangePublication found;
  found.publication = at.node.text("pubname");
  found.creates = at.tag == "CreatePublicationStmt";
  found.all_tables = at.node.flag("for_all_tables");
  found.drops = at.node.is("action", "AP_DropObjects");
  for (const Node each : at.node.list("pubobjects"))
    if (const Node table = each["PublicationObjSpec"]["pubtable"]) found.tables.push_back(name_of_range(table["relation"]));
  return found;
}

Form create_extension(const Fields& at) {
  return CreateExtension{.extension = std::string(at.node.text("extname")),
                         .schema = std::string(string_of(option(at.node.list("options"), "schema")["arg"])),
                         .if_not_exists = at.node.flag("if_not_exists")};
}

Form create_schema(const Fields& at) {
  CreateSchema schema{
      .schema = std::string(at.node.text("schemaname")), .if_not_exists = at.node.flag("if_not_exists"), .elements = {}};
  if (schema.schema.empty()) schema.schema = at.node["authrole"].text("rolename");
  for (const Node element : at.node.list("schemaElts")) schema.elements.push_back(read_command(element, at.origin));
  return schema;
}

Form run_query(const Fields& at, Node statement) {
  return RunQuery{read_query(statement, at.origin)};
}

// 'app, "Odd Name"' -> app, Odd Name. An empty text is one empty name: no schema at all.
std::vector<std::string> names_in_list(std::string_view list) {
  std::vector<std::string> names(1);
  bool quoted = false;
  for (const char c : list) {
    if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ',')
      names.emplace_back();
    else if (quoted || c != ' ')
      names.back() += quoted ? c : text::lower(std::string_view(&c, 1)).front();
  }
  return names;
}

// SELECT set_config('search_path', 'app', false) is SET search_path, as every dump of pg_dump has it.
std::optional<SetVariable> search_path_set_by(Node select) {
  const std::vector<Node> targets = select.list("targetList");
  const Node call = targets.size() == 1 ? targets.front()["ResTarget"]["val"]["FuncCall"] : Node();
  const std::vector<Node> arguments = call.list("args");
  if (arguments.size() != 3 || name_of_list(call.list("funcname")).name != "set_config" || select["fromClause"]) return {};
  if (!arguments[1]["A_Const"]["sval"] || text::lower(constant_of(arguments[0])) != "search_path") return {};
  return SetVariable{.name = "search_path",
                     .values = names_in_list(constant_of(arguments[1])),
                     .local = arguments[2]["A_Const"]["boolval"].flag("boolval")};
}

// SELECT ... INTO is CREATE TABLE AS.
Form select(const Fields& at, Node statement) {
  if (const auto set = search_path_set_by(at.node)) return *set;
  if (at.node["intoClause"]) return table_of(at.node["intoClause"], statement, at.origin);
  return run_query(at, statement);
}

Form copy(const Fields& at) {
  if (at.node["query"]) return run_query(at, at.node["query"]);
  return Copy{.table = name_of_range(at.node["relation"]), .from = at.node.flag("is_from")};
}

Form truncate(const Fields& at) {
  return Truncate{.tables = relations_of(at.node.list("relations")),
                  .cascade = at.node.is("behavior", "DROP_CASCADE"),
                  .restart_identity = at.node.flag("restart_seqs")};
}

Form refresh(const Fields& at) {
  return Refresh{.view = name_of_range(at.node["relation"]),
                 .concurrently = at.node.flag("concurrent"),
                 .with_data = !at.node.flag("skipData")};
}

Form reindex(const Fields& at) {
  using Scope = Reindex::Scope;
  const std::string_view kind = at.node.text("kind");
  Reindex found{.scope = Scope::table, .name = name_of_range(at.node["relation"])};
  if (kind == "REINDEX_OBJECT_INDEX") found.scope = Scope::index;
  if (kind == "REINDEX_OBJECT_SCHEMA") found.scope = Scope::schema;
  if (kind == "REINDEX_OBJECT_DATABASE") found.scope = Scope::database;
  if (kind == "REINDEX_OBJECT_SYSTEM") found.scope = Scope::system;
  if (found.name.empty()) found.name.name = at.node.text("name");
  const Node concurrently = option(at.node.list("params"), "concurrently");
  found.concurrently = concurrently && !(string_of(concurrently["arg"]) == "off" || string_of(concurrently["arg"]) == "false");
  return found;
}

Form cluster(const Fields& at) {
  return ClusterTable{.table = name_of_range(at.node["relation"]), .index = std::string(at.node.text("indexname"))};
}

bool is_on(Node element) {
  if (!element) return false;
  const std::string_view text = string_of(element["arg"]);
  return text != "off" && text != "false" && text != "0" &&
         !(element["arg"]["Integer"] && element["arg"]["Integer"].number("ival") == 0);
}

Form vacuum(const Fields& at) {
  const std::vector<Node> options = at.node.list("options");
  Vacuum found;
  found.vacuum = at.node.flag("is_vacuumcmd");
  found.full = is_on(option(options, "full"));
  found.analyze = !found.vacuum || is_on(option(options, "analyze"));
  for (const Node each : at.node.list("rels"))
    if (each["VacuumRelation"]["relation"]) found.tables.push_back(name_of_range(each["VacuumRelation"]["relation"]));
  return found;
}

Form lock_table(const Fields& at) {
  constexpr std::string_view modes[] = {"",      "AccessShare",       "RowShare",  "RowExclusive",   "ShareUpdateExclusive",
                                        "Share", "ShareRowExclusive", "Exclusive", "AccessExclusive"};
  const auto mode = static_cast<std::size_t>(at.node.number("mode"));
  return LockTable{.tables = relations_of(at.node.list("relations")),
                   .mode = std::string(modes[mode < std::size(modes) ? mode : 8])};
}

Form comment(const Fields& at) {
  CommentOn found{.object = read_object_class(at.node.text("objtype")), .name = {}, .member = {}};
  const bool member = found.object == ObjectClass::column || found.object == ObjectClass::constraint ||
                      found.object == ObjectClass::trigger || found.object == ObjectClass::rule ||
                      found.object == ObjectClass::policy;
  Drop::Object object = dropped(at.node["object"], member);
  found.name = std::move(object.name);
  found.member = std::move(object.member);
  return found;
}

Form privileges(const Fields& at) {
  Privileges found;
  found.object = read_object_class(at.node.text("objtype"));
  found.revoke = !at.node.flag("is_grant");
  found.all_in_schema = at.node.is("targtype", "ACL_TARGET_ALL_IN_SCHEMA");
  for (const Node object : at.node.list("objects")) found.objects.push_back(read_object(object).name);
  for (const Node role : at.node.list("grantees")) {
    const bool everybody = role["RoleSpec"].is("roletype", "ROLESPEC_PUBLIC");
    found.roles.emplace_back(everybody ? "public" : role["RoleSpec"].text("rolename"));
  }
  return found;
}

Form set_variable(const Fields& at) {
  SetVariable found{.name = std::string(at.node.text("name")), .values = {}, .local = at.node.flag("is_local")};
  for (const Node value : at.node.list("args")) found.values.push_back(constant_of(value));
  return found;
}

Form transaction(const Fields& at) {
  using Kind = Transaction::Kind;
  const std::string_view kind = at.node.text("kind");
  if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START") return Transaction{Kind::begin};
  if (kind == "TRANS_STMT_COMMIT") return Transaction{Kind::commit};
  if (kind == "TRANS_STMT_ROLLBACK") return Transaction{Kind::rollback};
  if (kind == "TRANS_STMT_SAVEPOINT") return Transaction{Kind::savepoint};
  return Transaction{Kind::other};
}

struct Reader {
  std::string_view tag;
  Form (*read)(const Fields&);
};

// Sorted by tag.
constexpr Reader readers[] = {
    {"AlterDomainStmt", alter_domain},
    {"AlterEnumStmt", alter_enum},
    {"AlterObjectSchemaStmt", set_schema},
    {"AlterOwnerStmt", change_owner},
    {"AlterPolicyStmt", policy},
    {"AlterPublicationStmt", publication},
    {"AlterSeqStmt", alter_sequence},
    {"AlterTableStmt", alter_table},
    {"ClusterStmt", cluster},
    {"CommentStmt", comment},
    {"CompositeTypeStmt", create_composite},
    {"CopyStmt", copy},
    {"CreateDomainStmt", create_domain},
    {"CreateEnumStmt", create_enum},
    {"CreateExtensionStmt", create_extension},
    {"CreateForeignTableStmt", create_foreign_table},
    {"CreateFunctionStmt", create_routine},
    {"CreatePolicyStmt", policy},
    {"CreatePublicationStmt", publication},
    {"CreateRangeStmt", create_range},
    {"CreateSchemaStmt", create_schema},
    {"CreateSeqStmt", create_sequence},
    {"CreateStatsStmt", create_statistics},
    {"CreateStmt", create_table},
    {"CreateTableAsStmt", create_table_as},
    {"CreateTrigStmt", create_trigger},
    {"DefineStmt", define},
    {"DropStmt", drop},
    {"GrantStmt", privileges},
    {"IndexStmt", create_index},
    {"LockStmt", lock_table},
    {"RefreshMatViewStmt", refresh},
    {"ReindexStmt", reindex},
    {"RenameStmt", rename},
    {"RuleStmt", create_rule},
    {"TransactionStmt", transaction},
    {"TruncateStmt", truncate},
    {"VacuumStmt", vacuum},
    {"VariableSetStmt", set_variable},
    {"ViewStmt", create_view},
};
static_assert(std::is_sorted(std::begin(readers), std::end(readers),
                             [](const Reader& a, const Reader& b) { return a.tag < b.tag; }));

bool is_query(std::string_view tag) {
  return tag == "InsertStmt" || tag == "UpdateStmt" || tag == "DeleteStmt" || tag == "MergeStmt";
}

}  // namespace

Command read_command(Node statement, std::uint32_t origin) {
  const Fields at{statement.tag(), statement.body(), origin};
  if (is_query(at.tag)) return {run_query(at, statement)};
  if (at.tag == "SelectStmt") return {select(at, statement)};
  if (at.tag == "DeclareCursorStmt" || at.tag == "PrepareStmt" || at.tag == "ExplainStmt")
    return {RunQuery{read_query(at.node["query"], origin),
                     at.tag == "ExplainStmt" && is_on(option(at.node.list("options"), "analyze"))}};
  const auto* found = std::lower_bound(std::begin(readers), std::end(readers), at.tag,
                                       [](const Reader& each, std::string_view wanted) { return each.tag < wanted; });
  if (found != std::end(readers) && found->tag == at.tag) return {found->read(at)};
  return {OtherCommand{std::string(at.tag)}};
}

}  // namespace safeops::sql
