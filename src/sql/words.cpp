#include "sql/script.hpp"
#include "sql/syntax/command.hpp"

namespace safeops::sql {

std::string_view to_string(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::drop_table:
      return "drop table";
    case Effect::Kind::drop_column:
      return "drop column";
    case Effect::Kind::drop_schema:
      return "drop schema";
    case Effect::Kind::drop_database:
      return "drop database";
    case Effect::Kind::drop_view:
      return "drop view";
    case Effect::Kind::drop_materialized_view:
      return "drop materialized view";
    case Effect::Kind::drop_type:
      return "drop type";
    case Effect::Kind::drop_function:
      return "drop function";
    case Effect::Kind::drop_sequence:
      return "drop sequence";
    case Effect::Kind::drop_extension:
      return "drop extension";
    case Effect::Kind::drop_default:
      return "drop default";
    case Effect::Kind::drop_constraint:
      return "drop constraint";
    case Effect::Kind::drop_trigger:
      return "drop trigger";
    case Effect::Kind::drop_owned:
      return "drop owned";
    case Effect::Kind::drop_other:
      return "drop";
    case Effect::Kind::rename:
      return "rename";
    case Effect::Kind::set_schema:
      return "set schema";
    case Effect::Kind::change_type:
      return "change type";
    case Effect::Kind::set_not_null:
      return "set not null";
    case Effect::Kind::add_check:
      return "add check constraint";
    case Effect::Kind::add_unique:
      return "add unique constraint";
    case Effect::Kind::add_primary_key:
      return "add primary key";
    case Effect::Kind::add_foreign_key:
      return "add foreign key";
    case Effect::Kind::add_exclude:
      return "add exclusion constraint";
    case Effect::Kind::add_required_column:
      return "add required column";
    case Effect::Kind::revoke:
      return "revoke";
    case Effect::Kind::row_security:
      return "row security";
    case Effect::Kind::owner:
      return "change of owner";
    case Effect::Kind::detach_partition:
      return "detach partition";
    case Effect::Kind::create_table:
      return "create table";
    case Effect::Kind::create_schema:
      return "create schema";
    case Effect::Kind::create_view:
      return "create view";
    case Effect::Kind::create_materialized_view:
      return "create materialized view";
    case Effect::Kind::create_type:
      return "create type";
    case Effect::Kind::create_function:
      return "create function";
    case Effect::Kind::create_sequence:
      return "create sequence";
    case Effect::Kind::create_extension:
      return "create extension";
    case Effect::Kind::create_index:
      return "create index";
    case Effect::Kind::create_trigger:
      return "create trigger";
    case Effect::Kind::create_other:
      return "create";
    case Effect::Kind::add_column:
      return "add column";
    case Effect::Kind::add_enum_value:
      return "add enum value";
    case Effect::Kind::attach_partition:
      return "attach partition";
    case Effect::Kind::drop_not_null:
      return "drop not null";
    case Effect::Kind::set_default:
      return "set default";
    case Effect::Kind::drop_index:
      return "drop index";
    case Effect::Kind::validate_constraint:
      return "validate constraint";
    case Effect::Kind::replace_function:
      return "replace function";
    case Effect::Kind::replace_view:
      return "replace view";
    case Effect::Kind::truncate:
      return "truncate";
    case Effect::Kind::delete_rows:
      return "delete rows";
    case Effect::Kind::update_rows:
      return "update rows";
    case Effect::Kind::insert_rows:
      return "insert rows";
    case Effect::Kind::copy_rows:
      return "copy rows";
    case Effect::Kind::merge_rows:
      return "merge rows";
    case Effect::Kind::lock_table:
      return "lock table";
    case Effect::Kind::call:
      return "call";
    case Effect::Kind::setting:
      return "setting";
    case Effect::Kind::transaction:
      return "transaction";
    case Effect::Kind::maintenance:
      return "maintenance";
    case Effect::Kind::grant:
      return "grant";
    case Effect::Kind::comment:
      return "comment";
    case Effect::Kind::select:
      return "select";
    case Effect::Kind::other:
      return "other";
    case Effect::Kind::dynamic_sql:
      return "dynamic SQL";
  }
  return "other";
}

std::string_view to_string(Effect::Target target) {
  switch (target) {
    case Effect::Target::none:
      return "";
    case Effect::Target::table:
      return "table";
    case Effect::Target::column:
      return "column";
    case Effect::Target::view:
      return "view";
    case Effect::Target::materialized_view:
      return "materialized view";
    case Effect::Target::index:
      return "index";
    case Effect::Target::sequence:
      return "sequence";
    case Effect::Target::type:
      return "type";
    case Effect::Target::enum_value:
      return "enum value";
    case Effect::Target::domain:
      return "domain";
    case Effect::Target::function:
      return "function";
    case Effect::Target::schema:
      return "schema";
    case Effect::Target::database:
      return "database";
    case Effect::Target::constraint:
      return "constraint";
    case Effect::Target::trigger:
      return "trigger";
    case Effect::Target::policy:
      return "policy";
    case Effect::Target::rule:
      return "rule";
    case Effect::Target::extension:
      return "extension";
    case Effect::Target::role:
      return "role";
    case Effect::Target::other:
      return "other";
  }
  return "";
}

std::string_view to_string(Framework framework) {
  switch (framework) {
    case Framework::none:
      return "none";
    case Framework::goose:
      return "goose";
    case Framework::golang_migrate:
      return "golang-migrate";
    case Framework::dbmate:
      return "dbmate";
    case Framework::sql_migrate:
      return "sql-migrate";
    case Framework::flyway:
      return "Flyway";
    case Framework::liquibase:
      return "Liquibase";
    case Framework::sqitch:
      return "Sqitch";
    case Framework::diesel:
      return "Diesel";
    case Framework::sqlx:
      return "SQLx";
    case Framework::prisma:
      return "Prisma";
    case Framework::rails:
      return "Rails";
  }
  return "none";
}

std::string_view object_word(ObjectClass object) {
  switch (object) {
    case ObjectClass::table:
      return "table";
    case ObjectClass::foreign_table:
      return "foreign table";
    case ObjectClass::view:
      return "view";
    case ObjectClass::materialized_view:
      return "materialized view";
    case ObjectClass::index:
      return "index";
    case ObjectClass::sequence:
      return "sequence";
    case ObjectClass::column:
    case ObjectClass::attribute:
      return "column";
    case ObjectClass::constraint:
      return "constraint";
    case ObjectClass::trigger:
      return "trigger";
    case ObjectClass::rule:
      return "rule";
    case ObjectClass::policy:
      return "policy";
    case ObjectClass::type:
      return "type";
    case ObjectClass::domain:
      return "domain";
    case ObjectClass::function:
      return "function";
    case ObjectClass::schema:
      return "schema";
    case ObjectClass::database:
      return "database";
    case ObjectClass::extension:
      return "extension";
    case ObjectClass::statistics:
      return "statistics object";
    case ObjectClass::publication:
      return "publication";
    case ObjectClass::role:
      return "role";
    case ObjectClass::other:
      return "object";
  }
  return "object";
}

}  // namespace safeops::sql
