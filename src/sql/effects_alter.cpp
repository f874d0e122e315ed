#include <fmt/format.h>

#include "sql/effects.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

// The object of ALTER ... RENAME, SET SCHEMA and OWNER TO: a relation, or whatever form the object's class has.
Name object_of(Node statement) {
  if (statement["relation"]) return name_of_range(statement["relation"]);
  const Node object = statement["object"];
  if (object.tag() == "String") return {"", std::string(string_of(object))};
  if (object.tag() == "List") return name_of_list(object.body().list("items"));
  if (object.tag() == "ObjectWithArgs") return name_of_list(object.body().list("objname"));
  if (object.tag() == "TypeName") return name_of_list(object.body().list("names"));
  return {};
}

// A column, constraint, trigger ... of the relation, as against the relation itself.
bool renames_member(Target target) {
  return target == Target::column || target == Target::constraint || target == Target::trigger || target == Target::policy ||
         target == Target::rule;
}

void set_schema(Node statement, Reading& reading) {
  const std::string_view type = statement.text("objectType");
  reading.set_kind(fmt::format("ALTER {}", object_words(type)));
  Effect& effect = reading.add(Kind::set_schema, object_target(type), object_of(statement));
  effect.renamed_to = statement.text("newschema");
  effect.if_exists = statement.flag("missing_ok");
}

void set_owner(Node statement, Reading& reading) {
  const std::string_view type = statement.text("objectType");
  reading.set_kind(fmt::format("ALTER {}", object_words(type)));
  reading.add(Kind::owner, object_target(type), object_of(statement)).detail = statement["newowner"].text("rolename");
}

void alter_enum(Node statement, Reading& reading) {
  const bool renames = static_cast<bool>(statement["oldVal"]);
  Effect& effect =
      reading.add(renames ? Kind::rename : Kind::add_enum_value, Target::enum_value, name_of_list(statement.list("typeName")));
  effect.member = statement.text(renames ? "oldVal" : "newVal");
  if (renames) effect.renamed_to = statement.text("newVal");
  effect.if_exists = statement.flag("skipIfNewValExists");
}

Kind domain_change(Node statement) {
  const std::string_view subtype = statement.text("subtype");
  const char code = subtype.empty() ? '\0' : subtype.front();
  switch (code) {
    case 'T':
      return statement["def"] ? Kind::set_default : Kind::drop_default;
    case 'N':
      return Kind::drop_not_null;
    case 'O':
      return Kind::set_not_null;
    case 'C':
      return statement["def"]["Constraint"].is("contype", "CONSTR_NOTNULL") ? Kind::set_not_null : Kind::add_check;
    case 'X':
      return Kind::drop_constraint;
    case 'V':
      return Kind::validate_constraint;
    default:
      return Kind::other;
  }
}

void alter_domain(Node statement, Reading& reading) {
  Effect& effect = reading.add(domain_change(statement), Target::domain, name_of_list(statement.list("typeName")));
  const Node constraint = statement["def"]["Constraint"];
  effect.member = constraint ? constraint.text("conname") : statement.text("name");
  effect.not_valid = constraint.flag("skip_validation");
  effect.cascade = statement.is("behavior", "DROP_CASCADE");
  effect.if_exists = statement.flag("missing_ok");
}

void alter_policy(Node statement, Reading& reading) {
  Effect& effect = reading.add(Kind::row_security, Target::policy, name_of_range(statement["table"]));
  effect.member = statement.text("policy_name");
  effect.detail = "policy changed";
}

// Objects of GRANT and REVOKE, one effect each, or one for a form that names no relation.
void grant(Node statement, Reading& reading) {
  const bool gives = statement.flag("is_grant");
  reading.set_kind(gives ? "GRANT" : "REVOKE");
  const Kind kind = gives ? Kind::grant : Kind::revoke;
  const std::string_view type = statement.text("objtype");
  const bool all_in_schema = statement.is("targtype", "ACL_TARGET_ALL_IN_SCHEMA");
  for (const Node object : statement.list("objects")) {
    Name name;
    if (object["RangeVar"]) name = name_of_range(object["RangeVar"]);
    if (object["ObjectWithArgs"]) name = name_of_list(object["ObjectWithArgs"].list("objname"));
    if (object["String"]) name.name = string_of(object);
    Effect& effect = reading.add(kind, all_in_schema ? Target::schema : object_target(type), std::move(name));
    effect.span = reading.name_at(reading.place(object["RangeVar"]));
    effect.cascade = statement.is("behavior", "DROP_CASCADE");
  }
  if (statement.list("objects").empty()) reading.add(kind, object_target(type));
}

void grant_role(Node statement, Reading& reading) {
  const bool gives = statement.flag("is_grant");
  reading.set_kind(gives ? "GRANT ROLE" : "REVOKE ROLE");
  for (const Node role : statement.list("granted_roles"))
    reading.add(gives ? Kind::grant : Kind::revoke, Target::role, {"", std::string(role["AccessPriv"].text("priv_name"))});
}

void reassign_owned(Node statement, Reading& reading) {
  for (const Node role : statement.list("roles"))
    reading.add(Kind::owner, Target::role, {"", std::string(role["RoleSpec"].text("rolename"))}).detail =
        statement["newrole"].text("rolename");
}

}  // namespace

void read_rename(Node statement, Reading& reading) {
  const std::string_view type = statement.text("renameType");
  const Target target = object_target(type);
  const bool of_member = renames_member(target);
  const bool column = type == "OBJECT_COLUMN";
  reading.set_kind(fmt::format("ALTER {}", object_words(column ? statement.text("relationType") : type)));
  Effect& effect = reading.add(Kind::rename, target, object_of(statement));
  const std::string subject(statement.text("subname"));
  if (of_member)
    effect.member = subject;
  else if (effect.object.empty())
    effect.object.name = subject;
  effect.renamed_to = statement.text("newname");
  effect.if_exists = statement.flag("missing_ok");
  effect.cascade = statement.is("behavior", "DROP_CASCADE");
}

void read_alter_special(std::string_view tag, Node statement, Reading& reading) {
  if (tag == "AlterObjectSchemaStmt") return set_schema(statement, reading);
  if (tag == "AlterOwnerStmt") return set_owner(statement, reading);
  if (tag == "AlterEnumStmt") return alter_enum(statement, reading);
  if (tag == "AlterDomainStmt") return alter_domain(statement, reading);
  if (tag == "AlterPolicyStmt") return alter_policy(statement, reading);
  if (tag == "GrantStmt") return grant(statement, reading);
  if (tag == "GrantRoleStmt") return grant_role(statement, reading);
  if (tag == "ReassignOwnedStmt") return reassign_owned(statement, reading);
  if (tag == "AlterDefaultPrivilegesStmt") {
    // Only objects created later have other privileges.
    reading.add(statement["action"].flag("is_grant") ? Kind::grant : Kind::other).detail = "default privileges";
    return;
  }
  Effect& effect = reading.add(Kind::other);
  if (statement["sequence"]) effect.object = name_of_range(statement["sequence"]);
  if (!statement["func"]) return;
  effect.object = name_of_list(statement["func"].list("objname"));
  check_routine_settings(statement.list("actions"), reading);
}

}  // namespace safeops::sql
