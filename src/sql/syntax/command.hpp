#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/syntax/expression.hpp"
#include "sql/syntax/name.hpp"
#include "sql/syntax/query.hpp"

namespace safeops::sql {

// What statements say, in the words of PostgreSQL's grammar: the part of the parse tree that the catalog and the costs are worked
// out from. Nothing here knows what exists; names are as written. One struct a statement form, "SQL Commands" of the manual.

enum class ObjectClass {
  table,
  foreign_table,
  view,
  materialized_view,
  index,
  sequence,
  column,
  constraint,
  trigger,
  rule,
  policy,
  type,
  domain,
  attribute,  // of a composite type
  function,   // routines of every kind: procedures, aggregates
  schema,
  database,
  extension,
  statistics,
  publication,
  role,
  other
};
// As the server's messages call it: "table", "statistics object".
std::string_view object_word(ObjectClass object);

enum class Persistence { permanent, unlogged, temporary };

struct IndexElement {
  std::string column;  // empty: an expression
  Expression expression;
  std::string label;  // what names that PostgreSQL makes up call it: the column as it was named then; empty where it finds none
  std::string operator_class;
};

struct ConstraintDefinition {
  enum class Kind { check, unique, primary_key, foreign_key, exclude, not_null };
  Kind kind = Kind::check;
  std::string name;                  // empty: PostgreSQL makes one up
  std::vector<std::string> columns;  // keys; of CHECK and EXCLUDE those it reads; empty for the column it is written with
  Expression check;
  Name referenced;                              // foreign key
  std::vector<std::string> referenced_columns;  // empty: its primary key
  std::string on_delete, on_update;             // "CASCADE", "SET NULL" ...; empty for NO ACTION
  std::string index;                            // USING INDEX
  std::vector<std::string> included;
  std::string method;                  // exclude: "gist"
  std::vector<IndexElement> elements;  // exclude
  Expression predicate;
  bool not_valid = false;
  bool enforced = true;
  bool deferrable = false;
  bool initially_deferred = false;
  bool no_inherit = false;
  bool nulls_not_distinct = false;
};

struct ColumnDefinition {
  enum class Generated { no, stored, computed };  // computed: GENERATED ... VIRTUAL
  enum class Identity { no, always, by_default };
  std::string name;
  TypeName type;
  bool not_null = false;
  std::string not_null_name;  // CONSTRAINT name NOT NULL
  Expression value;           // DEFAULT, or what it is GENERATED from
  Generated generated = Generated::no;
  Identity identity = Identity::no;
  Name collation;
  std::vector<ConstraintDefinition> constraints;  // inline, NOT NULL and DEFAULT excepted
};

struct PartitionBound {
  enum class Strategy { range, list, hash, fallback };  // fallback: DEFAULT
  Strategy strategy = Strategy::fallback;
  std::vector<std::string> lower;  // of a list its values; "minvalue" and "maxvalue" as words; constants otherwise
  std::vector<std::string> upper;
};

struct PartitionKey {
  std::string strategy;              // "range", "list", "hash"; empty: not partitioned
  std::vector<std::string> columns;  // "" for an expression
};

struct CreateTable {
  struct Like {
    Name table;
    bool defaults = false, constraints = false, indexes = false, identity = false, generated = false;
    std::size_t place = 0;  // how many columns are written before it
  };
  Name table;
  Persistence persistence = Persistence::permanent;
  bool foreign = false;
  bool if_not_exists = false;
  std::vector<ColumnDefinition> columns;
  std::vector<ConstraintDefinition> constraints;
  std::vector<Like> likes;
  std::vector<Name> parents;  // INHERITS, or the one it is a PARTITION OF
  std::optional<PartitionBound> bound;
  PartitionKey key;
  Name of_type;
};

struct CreateTableAs {
  Name table;
  Persistence persistence = Persistence::permanent;
  bool materialized_view = false;
  bool if_not_exists = false;
  bool with_data = true;
  std::vector<std::string> columns;
  Query query;
};

struct CreateView {
  Name view;
  bool replace = false;
  bool temporary = false;
  std::vector<std::string> columns;
  Query query;
};

struct CreateIndex {
  std::string name;  // empty: PostgreSQL makes one up
  Name table;
  std::string method;
  std::vector<IndexElement> elements;
  std::vector<std::string> included;
  Expression predicate;
  bool unique = false;
  bool nulls_not_distinct = false;
  bool concurrently = false;
  bool if_not_exists = false;
  bool only = false;
};

struct AlterAction {
  enum class Kind {
    add_column,
    drop_column,
    alter_type,
    set_default,
    drop_default,
    set_not_null,
    drop_not_null,
    set_expression,
    drop_expression,
    add_identity,
    set_identity,
    drop_identity,
    set_statistics,
    set_column_options,
    set_storage,
    set_compression,
    add_constraint,
    alter_constraint,
    validate_constraint,
    drop_constraint,
    trigger_state,  // ENABLE and DISABLE TRIGGER; `all` for ALL and USER
    rule_state,
    row_security,  // ENABLE, DISABLE, FORCE, NO FORCE
    cluster_on,
    without_cluster,
    set_logged,
    set_unlogged,
    set_access_method,
    set_tablespace,
    set_options,  // SET (...), RESET (...)
    inherit,
    no_inherit,
    attach_partition,
    detach_partition,
    of_type,
    replica_identity,
    owner,
    other
  };
  Kind kind = Kind::other;
  std::string name;                 // column, constraint, trigger, rule, index, tablespace, access method, owner
  std::string word;                 // row_security: "enable" ...; trigger_state: "disable" ...; `other`: the tree's own word
  ColumnDefinition column;          // add_column, alter_type (its type and collation), add_identity, set_identity (which)
  Expression expression;            // set_default, set_expression, alter_type's USING
  ConstraintDefinition constraint;  // add_constraint, alter_constraint
  Name related;                     // parent or partition
  std::optional<PartitionBound> bound;
  std::vector<std::string> options;  // set_options, set_column_options: their names; set_identity: "restart" ...
  bool if_exists = false;            // IF EXISTS, of add_column IF NOT EXISTS
  bool cascade = false;
  bool all = false;
  bool concurrently = false;
};

struct AlterTable {
  ObjectClass object = ObjectClass::table;
  Name table;
  bool only = false;
  bool if_exists = false;
  std::vector<AlterAction> actions;
};

struct Drop {
  struct Object {
    Name name;           // of a trigger, rule or policy the table
    std::string member;  // the trigger, rule or policy
    std::optional<std::vector<TypeName>> arguments;
  };
  ObjectClass object = ObjectClass::table;
  std::vector<Object> objects;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
};

struct Rename {
  ObjectClass object = ObjectClass::table;    // what gets the name
  ObjectClass relation = ObjectClass::table;  // of a column, constraint or trigger: what it belongs to, as the statement calls it
  Name name;
  std::string member;
  std::string to;
  std::optional<std::vector<TypeName>> arguments;
  bool only = false;
  bool if_exists = false;
  bool cascade = false;  // of an attribute: in tables made of the type too
};

struct SetSchema {
  ObjectClass object = ObjectClass::table;
  Name name;
  std::string schema;
  std::optional<std::vector<TypeName>> arguments;
};

struct ChangeOwner {
  ObjectClass object = ObjectClass::table;
  Name name;
  std::string owner;
};

struct CreateSequence {
  Name sequence;
  TypeName type;
  Persistence persistence = Persistence::permanent;
  bool if_not_exists = false;
  Name owner_table;  // OWNED BY
  std::string owner_column;
};

struct AlterSequence {
  Name sequence;
  bool if_exists = false;
  bool only_owned_by = false;  // nothing but OWNED BY
  std::optional<TypeName> type;
  Name owner_table;
  std::string owner_column;
};

struct CreateType {
  enum class Form { enumeration, composite, range, base };
  Form form = Form::enumeration;
  Name type;
  std::vector<std::string> labels;
  std::vector<ColumnDefinition> attributes;
};

struct AlterEnum {
  Name type;
  std::string value;         // new label
  std::string renamed_from;  // empty: ADD VALUE
  std::string neighbour;
  bool after = true;
  bool if_not_exists = false;
};

struct CreateDomain {
  Name domain;
  TypeName base;
  bool not_null = false;
  Expression value;
  std::vector<ConstraintDefinition> constraints;
};

struct AlterDomain {
  enum class Action {
    set_default,
    drop_default,
    set_not_null,
    drop_not_null,
    add_constraint,
    drop_constraint,
    validate_constraint
  };
  Name domain;
  Action action = Action::set_default;
  std::string name;
  ConstraintDefinition constraint;
  Expression value;  // set_default
  bool if_exists = false;
  bool cascade = false;
};

struct CreateRoutine {
  struct Parameter {
    std::string name;
    TypeName type;
    bool input = true;
    bool output = false;
    bool has_default = false;
  };
  enum class Volatility { is_volatile, stable, immutable };
  Name routine;
  std::vector<Parameter> parameters;
  std::optional<TypeName> returns;
  bool returns_set = false;
  bool procedure = false;
  bool aggregate = false;
  bool replace = false;
  bool strict = false;
  bool security_definer = false;
  bool sets_search_path = false;
  bool constant_body = false;  // SELECT of a constant, which PostgreSQL 12 and newer puts in the call's place
  Volatility volatility = Volatility::is_volatile;
  std::string language;
  Query body;  // BEGIN ATOMIC and RETURN: what it uses
};

struct CreateTrigger {
  Name table;
  std::string trigger;
  Name function;
  bool replace = false;
  bool constraint = false;
  bool for_each_row = false;
  Name referenced;  // FROM
};

struct CreateRule {
  Name table;
  std::string rule;
  bool replace = false;
  Query query;
};

struct CreatePolicy {
  Name table;
  std::string policy;
  bool alters = false;  // ALTER POLICY
  bool permissive = true;
  Query query;  // what its expressions read beside the table
};

struct CreateStatistics {
  Name statistics;
  Name table;
  std::vector<std::string> columns;
  bool if_not_exists = false;
};

struct ChangePublication {
  std::string publication;
  std::vector<Name> tables;
  bool creates = false;
  bool all_tables = false;
  bool drops = false;  // ALTER PUBLICATION ... DROP TABLE
};

struct CreateExtension {
  std::string extension;
  std::string schema;
  bool if_not_exists = false;
};

struct Command;

struct CreateSchema {
  std::string schema;
  bool if_not_exists = false;
  std::vector<Command> elements;
};

// SELECT, VALUES, INSERT, UPDATE, DELETE, MERGE, COPY of a query, DECLARE, EXPLAIN ANALYZE.
struct RunQuery {
  Query query;
  bool executed = true;  // false: only planned
};

struct Copy {
  Name table;
  bool from = false;
};

struct Truncate {
  std::vector<Name> tables;
  bool cascade = false;
  bool restart_identity = false;
};

struct Refresh {
  Name view;
  bool concurrently = false;
  bool with_data = true;
};

struct Reindex {
  enum class Scope { index, table, schema, database, system };
  Scope scope = Scope::table;
  Name name;
  bool concurrently = false;
};

struct ClusterTable {
  Name table;  // empty: every table clustered before
  std::string index;
};

struct Vacuum {
  std::vector<Name> tables;  // empty: all
  bool full = false;
  bool vacuum = true;  // false: ANALYZE alone
  bool analyze = false;
};

struct LockTable {
  std::vector<Name> tables;
  std::string mode;  // "AccessExclusive" ...
};

struct CommentOn {
  ObjectClass object = ObjectClass::table;
  Name name;
  std::string member;
};

struct Privileges {
  ObjectClass object = ObjectClass::table;
  std::vector<Name> objects;
  std::vector<std::string> roles;  // "public" for PUBLIC
  bool revoke = false;
  bool all_in_schema = false;
};

struct SetVariable {
  std::string name;
  std::vector<std::string> values;  // empty: back to the default
  bool local = false;
};

struct Transaction {
  enum class Kind { begin, commit, rollback, savepoint, other };
  Kind kind = Kind::other;
};

// Everything else: `tag` is libpg_query's name of it.
struct OtherCommand {
  std::string tag;
};

struct Command {
  using Form = std::variant<OtherCommand, CreateTable, CreateTableAs, CreateView, CreateIndex, AlterTable, Drop, Rename,
                            SetSchema, ChangeOwner, CreateSequence, AlterSequence, CreateType, AlterEnum, CreateDomain,
                            AlterDomain, CreateRoutine, CreateTrigger, CreateRule, CreatePolicy, CreateStatistics,
                            ChangePublication, CreateExtension, CreateSchema, RunQuery, Copy, Truncate, Refresh, Reindex,
                            ClusterTable, Vacuum, LockTable, CommentOn, Privileges, SetVariable, Transaction>;
  Form form;
};

}  // namespace safeops::sql
