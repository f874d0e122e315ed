#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax/command.hpp"
#include "text/source.hpp"

namespace safeops::sql {

using text::Span;

// What a change asks of the application version that is still running (design: the discipline).
enum class Phase {
  neutral,   // touches neither schema nor data an app relies on: SET, COMMENT, ANALYZE, GRANT, BEGIN ...
  expand,    // the old version survives it
  data,      // rows change, the schema does not
  contract,  // the old version may break, or data is gone
  unknown,   // cannot be proved: dynamic SQL, text that does not parse, a call into code we have not seen
};

// One thing a statement does. A statement can do several (ALTER TABLE with many subcommands, DROP of a list).
struct Effect {
  enum class Kind {
    // contract
    drop_table,
    drop_column,
    drop_schema,
    drop_database,
    drop_view,
    drop_materialized_view,
    drop_type,
    drop_function,
    drop_sequence,
    drop_extension,
    drop_default,
    drop_constraint,
    drop_trigger,
    drop_owned,
    drop_other,
    rename,       // `target` says of what
    set_schema,   // moves an object to another schema: a rename for who does not qualify names
    change_type,  // ALTER COLUMN TYPE; `type` is the new one
    set_not_null,
    add_check,
    add_unique,
    add_primary_key,
    add_foreign_key,
    add_exclude,          // on an existing table; `not_valid` says if unproved
    add_required_column,  // NOT NULL without default, identity or generation expression
    revoke,
    row_security,
    owner,
    detach_partition,
    // expand
    create_table,
    create_schema,
    create_view,
    create_materialized_view,
    create_type,
    create_function,
    create_sequence,
    create_extension,
    create_index,
    create_trigger,
    create_other,
    add_column,
    add_enum_value,
    attach_partition,
    drop_not_null,
    set_default,
    drop_index,
    validate_constraint,
    replace_function,
    replace_view,
    // data
    truncate,
    delete_rows,
    update_rows,
    insert_rows,
    copy_rows,
    merge_rows,
    // neither
    lock_table,
    call,
    setting,
    transaction,
    maintenance,
    grant,
    comment,
    select,
    other,
    // cannot be proved
    dynamic_sql,  // EXECUTE of a computed string, \gexec, dblink, COPY PROGRAM; `detail` says which
  };
  // What kind of object `object` (or `member` of it) is, where the kind alone does not say.
  enum class Target {
    none,
    table,
    column,
    view,
    materialized_view,
    index,
    sequence,
    type,
    enum_value,
    domain,
    function,
    schema,
    database,
    constraint,
    trigger,
    policy,
    rule,
    extension,
    role,
    other
  };

  Kind kind = Kind::other;
  Target target = Target::none;
  Name object;             // the relation, type, function ... ; for columns, constraints, triggers, policies, rules and
                           // create_index the table (drop_index and rename of an index: the index)
  std::string member;      // column, constraint, trigger, enum value, policy, rule; create_index: the index; setting: its
                           // name; transaction: BEGIN, COMMIT ...; empty where there is none
  std::string renamed_to;  // rename and set_schema: the new name
  std::string type;        // add_column, change_type: the type as PostgreSQL prints it, best effort
  std::string detail;      // a phrase for messages where the kind needs one; setting: the new value
  std::vector<std::string> columns;  // constraints and indexes: the columns they bind; insert_rows and update_rows: those
                                     // named to be written
  Name related;                      // foreign keys: the referenced table; attach and detach: the partition
  bool cascade = false;              // CASCADE; of foreign keys (and new columns with one): ON DELETE CASCADE
  bool if_exists = false;            // IF EXISTS, or IF NOT EXISTS for what creates
  bool concurrently = false;
  bool not_valid = false;
  bool local = false;     // setting: SET LOCAL
  bool filled = false;    // add_column: an insert that does not name it stores a value, by default, identity or generation
  bool all_rows = false;  // delete_rows and update_rows: no WHERE, or one that is always true
  Span span;              // in the script: the subcommand or name where it can be told, else the statement

  [[nodiscard]] Phase phase() const;
};

// Where in the script a statement stands.
enum class Container { top_level, do_block, function_body, dynamic_literal };
enum class Direction { up, down };  // down: a rollback section or file, judged as a rollback script and never as the migration

struct Statement {
  Span span;         // without leading comments and the final semicolon
  std::string kind;  // the command tag in capitals: "ALTER TABLE", "CREATE INDEX", "DO"
  Direction direction = Direction::up;
  Container container = Container::top_level;
  bool names_computed = false;  // EXECUTE of a template: where it puts names in when it runs stands "%I"
  std::vector<Effect> effects;
  Command command;  // what it says; spans in it are of the script

  [[nodiscard]] Phase phase() const;  // the worst of its effects: contract, unknown, data, expand, neutral
};

struct Problem {
  enum class Kind {
    syntax,     // libpg_query's message
    blinded,    // text the parser cannot be trusted on: standard_conforming_strings off, psql meta-commands that include or
                // execute (\i, \ir, \gexec, \!, \o |), client-side variables (:name), NUL
    limit,      // past our own limits, before the parser was asked
    crashed,    // the parser died, was killed for time or for memory: nothing is known about the text
    templated,  // Go, Jinja or Flyway placeholders that keep it from being parsed
  };
  Kind kind;
  Span span;
  std::string message;  // one sentence without path or line; for syntax the server's own words
  Direction direction = Direction::up;
};

// The migration tool whose conventions the file follows.
enum class Framework { none, goose, golang_migrate, dbmate, sql_migrate, flyway, liquibase, sqitch, diesel, sqlx, prisma, rails };
std::string_view to_string(Framework framework);

// What the author says the file is, in its name (`-expand-`, `_contract_`) or a header comment (`-- Phase: Expand ...`).
enum class DeclaredPhase { none, expand, contract };

// A `-- safeops:allow ...` comment, unparsed: the text after `safeops:allow`, and the comment's place.
struct Directive {
  Span span;
  std::string text;
};

struct Script {
  Framework framework = Framework::none;
  DeclaredPhase declared = DeclaredPhase::none;
  Span declared_span;                 // of the header comment; empty when the name says it
  std::vector<Statement> statements;  // in order; statements found inside a DO block or body follow the one that holds them
  std::vector<Problem> problems;
  std::vector<Directive> directives;  // only those in real comments

  [[nodiscard]] bool complete() const { return problems.empty(); }
  [[nodiscard]] Phase phase() const;  // the worst of what runs forward; at least unknown where some of that could not be read
};

// Reads a migration. `path` (repository path, or "" for SQL that stands in a manifest) tells framework, direction and declared
// phase by its name. Never throws, never crashes: see containment.hpp. `text` must be valid UTF-8; spans are byte offsets into
// it.
Script analyze(std::string_view text, std::string_view path);

// The version of PostgreSQL whose grammar is linked in, "18".
std::string_view grammar_version();

std::string_view to_string(Phase phase);
std::string_view to_string(Effect::Kind kind);      // "drop column", as used in messages
std::string_view to_string(Effect::Target target);  // "enum value"

}  // namespace safeops::sql
