#include <algorithm>
#include <iterator>
#include <type_traits>

#include "sql/syntax/read_command.hpp"
#include "sql/syntax/read_expression.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

using Kind = AlterAction::Kind;

struct Subtype {
  std::string_view type;
  Kind kind;
  std::string_view word = {};
};

// Sorted by type.
constexpr Subtype subtypes[] = {
    {"AT_AddColumn", Kind::add_column},
    {"AT_AddConstraint", Kind::add_constraint},
    {"AT_AddIdentity", Kind::add_identity},
    {"AT_AddInherit", Kind::inherit},
    {"AT_AddOf", Kind::of_type},
    {"AT_AlterColumnType", Kind::alter_type},
    {"AT_AlterConstraint", Kind::alter_constraint},
    {"AT_AttachPartition", Kind::attach_partition},
    {"AT_ChangeOwner", Kind::owner},
    {"AT_ClusterOn", Kind::cluster_on},
    {"AT_ColumnDefault", Kind::set_default},
    {"AT_DetachPartition", Kind::detach_partition},
    {"AT_DetachPartitionFinalize", Kind::detach_partition, "finalize"},
    {"AT_DisableRowSecurity", Kind::row_security, "disable"},
    {"AT_DisableRule", Kind::rule_state, "disable"},
    {"AT_DisableTrig", Kind::trigger_state, "disable"},
    {"AT_DisableTrigAll", Kind::trigger_state, "disable"},
    {"AT_DisableTrigUser", Kind::trigger_state, "disable"},
    {"AT_DropCluster", Kind::without_cluster},
    {"AT_DropColumn", Kind::drop_column},
    {"AT_DropConstraint", Kind::drop_constraint},
    {"AT_DropExpression", Kind::drop_expression},
    {"AT_DropIdentity", Kind::drop_identity},
    {"AT_DropInherit", Kind::no_inherit},
    {"AT_DropNotNull", Kind::drop_not_null},
    {"AT_DropOf", Kind::of_type, "not"},
    {"AT_EnableAlwaysRule", Kind::rule_state, "enable"},
    {"AT_EnableAlwaysTrig", Kind::trigger_state, "enable"},
    {"AT_EnableReplicaRule", Kind::rule_state, "enable"},
    {"AT_EnableReplicaTrig", Kind::trigger_state, "enable"},
    {"AT_EnableRowSecurity", Kind::row_security, "enable"},
    {"AT_EnableRule", Kind::rule_state, "enable"},
    {"AT_EnableTrig", Kind::trigger_state, "enable"},
    {"AT_EnableTrigAll", Kind::trigger_state, "enable"},
    {"AT_EnableTrigUser", Kind::trigger_state, "enable"},
    {"AT_ForceRowSecurity", Kind::row_security, "force"},
    {"AT_NoForceRowSecurity", Kind::row_security, "no force"},
    {"AT_ReplicaIdentity", Kind::replica_identity},
    {"AT_ResetOptions", Kind::set_column_options},
    {"AT_ResetRelOptions", Kind::set_options},
    {"AT_SetAccessMethod", Kind::set_access_method},
    {"AT_SetCompression", Kind::set_compression},
    {"AT_SetExpression", Kind::set_expression},
    {"AT_SetIdentity", Kind::set_identity},
    {"AT_SetLogged", Kind::set_logged},
    {"AT_SetNotNull", Kind::set_not_null},
    {"AT_SetOptions", Kind::set_column_options},
    {"AT_SetRelOptions", Kind::set_options},
    {"AT_SetStatistics", Kind::set_statistics},
    {"AT_SetStorage", Kind::set_storage},
    {"AT_SetTableSpace", Kind::set_tablespace},
    {"AT_SetUnLogged", Kind::set_unlogged},
    {"AT_ValidateConstraint", Kind::validate_constraint},
};
static_assert(std::is_sorted(std::begin(subtypes), std::end(subtypes),
                             [](const Subtype& a, const Subtype& b) { return a.type < b.type; }));

void read_subtype(std::string_view type, AlterAction& into) {
  const auto* found = std::lower_bound(std::begin(subtypes), std::end(subtypes), type,
                                       [](const Subtype& each, std::string_view wanted) { return each.type < wanted; });
  const bool known = found != std::end(subtypes) && found->type == type;
  into.kind = known ? found->kind : Kind::other;
  into.word = known ? std::string(found->word) : text::lower(type.substr(std::min<std::size_t>(3, type.size())));
  into.all = type.ends_with("TrigAll") || type.ends_with("TrigUser");
}

void read_alter_constraint(Node change, AlterAction& into) {
  into.name = change.text("conname");
  into.constraint.deferrable = change.flag("deferrable");
  into.constraint.enforced = change.flag("is_enforced");
  if (change.flag("alterEnforceability")) into.word = into.constraint.enforced ? "enforced" : "not enforced";
}

void read_partition(Node partition, AlterAction& into) {
  into.related = name_of_range(partition["name"]);
  into.bound = read_bound(partition["bound"]);
  into.concurrently = partition.flag("concurrent");
}

// SET GENERATED ...: the letter of pg_attribute.attidentity as a number; nowhere for other options.
ColumnDefinition::Identity set_to(Node letter) {
  if (!letter) return ColumnDefinition::Identity::no;
  return letter.number("ival") == 'a' ? ColumnDefinition::Identity::always : ColumnDefinition::Identity::by_default;
}

// What the subcommand is about stands in `def`, in a form of its own for each kind.
void read_definition(Node definition, AlterAction& into) {
  if (const Node column = definition["ColumnDef"]) {
    into.column = read_column(column);
    if (into.kind == Kind::alter_type) into.expression = into.column.value;
  } else if (const Node constraint = definition["Constraint"]; constraint && into.kind == Kind::add_constraint) {
    into.constraint = read_constraint(constraint);
    into.name = into.constraint.name;
  } else if (const Node identity = definition["Constraint"]) {
    into.column.identity = read_identity(identity);
  } else if (const Node change = definition["ATAlterConstraint"]) {
    read_alter_constraint(change, into);
  } else if (const Node partition = definition["PartitionCmd"]) {
    read_partition(partition, into);
  } else if (const Node parent = definition["RangeVar"]) {
    into.related = name_of_range(parent);
  } else if (const Node list = definition["List"]) {
    const std::vector<Node> options = list.list("items");
    into.options = option_names(options);
    if (into.kind == Kind::set_identity) into.column.identity = set_to(option(options, "generated")["arg"]["Integer"]);
  } else if (const Node replica = definition["ReplicaIdentityStmt"]) {
    into.name = replica.text("name");
  } else if (into.kind == Kind::set_default || into.kind == Kind::set_expression) {
    into.expression = read_expression(definition);
  }
}

AlterAction read_action(Node command) {
  AlterAction action;
  read_subtype(command.text("subtype"), action);
  action.name = command.text("name");
  action.if_exists = command.flag("missing_ok");
  action.cascade = command.is("behavior", "DROP_CASCADE");
  if (action.kind == Kind::owner) action.name = command["newowner"].text("rolename");
  const Node definition = command["def"];
  if (definition) read_definition(definition, action);
  if (action.kind == Kind::set_default && !definition) action.kind = Kind::drop_default;
  if (action.kind == Kind::add_column) action.name = action.column.name;
  return action;
}

}  // namespace

AlterTable read_alter_table(Node statement) {
  AlterTable alter;
  alter.object = read_object_class(statement.text("objtype"));
  alter.table = name_of_range(statement["relation"]);
  alter.only = !statement["relation"].flag("inh");
  alter.if_exists = statement.flag("missing_ok");
  for (const Node command : statement.list("cmds")) alter.actions.push_back(read_action(command["AlterTableCmd"]));
  return alter;
}

}  // namespace safeops::sql
