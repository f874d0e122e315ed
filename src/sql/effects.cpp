#include "sql/effects.hpp"

#include <algorithm>

#include "sql/lexer.hpp"
#include "sql/syntax/read_command.hpp"

namespace safeops::sql {

namespace {

using Family = void (*)(std::string_view tag, Node statement, Reading& reading);

void alter_table(std::string_view, Node statement, Reading& reading) {
  read_alter_table(statement, reading);
}
void drop(std::string_view, Node statement, Reading& reading) {
  read_drop(statement, reading);
}
void rename(std::string_view, Node statement, Reading& reading) {
  read_rename(statement, reading);
}

struct Form {
  std::string_view tag;
  std::string_view command;  // may be made more exact by the family
  Family read;
};

// Sorted by tag. What is not here changes neither schema nor data.
constexpr Form forms[] = {
    {"AlterCollationStmt", "ALTER COLLATION", read_alter_special},
    {"AlterDatabaseRefreshCollStmt", "ALTER DATABASE", read_session},
    {"AlterDatabaseSetStmt", "ALTER DATABASE", read_setting},
    {"AlterDatabaseStmt", "ALTER DATABASE", read_alter_special},
    {"AlterDefaultPrivilegesStmt", "ALTER DEFAULT PRIVILEGES", read_alter_special},
    {"AlterDomainStmt", "ALTER DOMAIN", read_alter_special},
    {"AlterEnumStmt", "ALTER TYPE", read_alter_special},
    {"AlterExtensionStmt", "ALTER EXTENSION", read_alter_special},
    {"AlterFunctionStmt", "ALTER FUNCTION", read_alter_special},
    {"AlterObjectSchemaStmt", "ALTER", read_alter_special},
    {"AlterOwnerStmt", "ALTER", read_alter_special},
    {"AlterPolicyStmt", "ALTER POLICY", read_alter_special},
    {"AlterRoleSetStmt", "ALTER ROLE", read_setting},
    {"AlterRoleStmt", "ALTER ROLE", read_alter_special},
    {"AlterSeqStmt", "ALTER SEQUENCE", read_alter_special},
    {"AlterSystemStmt", "ALTER SYSTEM", read_setting},
    {"AlterTableStmt", "ALTER TABLE", alter_table},
    {"CallStmt", "CALL", read_routine},
    {"CheckPointStmt", "CHECKPOINT", read_session},
    {"ClusterStmt", "CLUSTER", read_session},
    {"CommentStmt", "COMMENT", read_session},
    {"CompositeTypeStmt", "CREATE TYPE", read_create},
    {"CopyStmt", "COPY", read_data},
    {"CreateCastStmt", "CREATE CAST", read_create},
    {"CreateConversionStmt", "CREATE CONVERSION", read_create},
    {"CreateDomainStmt", "CREATE DOMAIN", read_create},
    {"CreateEnumStmt", "CREATE TYPE", read_create},
    {"CreateEventTrigStmt", "CREATE EVENT TRIGGER", read_create},
    {"CreateExtensionStmt", "CREATE EXTENSION", read_create},
    {"CreateFdwStmt", "CREATE FOREIGN DATA WRAPPER", read_create},
    {"CreateForeignServerStmt", "CREATE SERVER", read_create},
    {"CreateForeignTableStmt", "CREATE FOREIGN TABLE", read_create},
    {"CreateFunctionStmt", "CREATE FUNCTION", read_routine},
    {"CreateOpClassStmt", "CREATE OPERATOR CLASS", read_create},
    {"CreateOpFamilyStmt", "CREATE OPERATOR FAMILY", read_create},
    {"CreatePLangStmt", "CREATE LANGUAGE", read_create},
    {"CreatePolicyStmt", "CREATE POLICY", read_create},
    {"CreatePublicationStmt", "CREATE PUBLICATION", read_create},
    {"CreateRangeStmt", "CREATE TYPE", read_create},
    {"CreateRoleStmt", "CREATE ROLE", read_create},
    {"CreateSchemaStmt", "CREATE SCHEMA", read_create},
    {"CreateSeqStmt", "CREATE SEQUENCE", read_create},
    {"CreateStatsStmt", "CREATE STATISTICS", read_create},
    {"CreateStmt", "CREATE TABLE", read_create},
    {"CreateSubscriptionStmt", "CREATE SUBSCRIPTION", read_create},
    {"CreateTableAsStmt", "CREATE TABLE AS", read_create},
    {"CreateTableSpaceStmt", "CREATE TABLESPACE", read_create},
    {"CreateTransformStmt", "CREATE TRANSFORM", read_create},
    {"CreateTrigStmt", "CREATE TRIGGER", read_create},
    {"CreateUserMappingStmt", "CREATE USER MAPPING", read_create},
    {"CreatedbStmt", "CREATE DATABASE", read_create},
    {"DeclareCursorStmt", "DECLARE CURSOR", read_data},
    {"DefineStmt", "CREATE", read_create},
    {"DeleteStmt", "DELETE", read_data},
    {"DiscardStmt", "DISCARD", read_session},
    {"DoStmt", "DO", read_routine},
    {"DropOwnedStmt", "DROP OWNED", read_drop_special},
    {"DropRoleStmt", "DROP ROLE", read_drop_special},
    {"DropStmt", "DROP", drop},
    {"DropSubscriptionStmt", "DROP SUBSCRIPTION", read_drop_special},
    {"DropTableSpaceStmt", "DROP TABLESPACE", read_drop_special},
    {"DropUserMappingStmt", "DROP USER MAPPING", read_drop_special},
    {"DropdbStmt", "DROP DATABASE", read_drop_special},
    {"ExecuteStmt", "EXECUTE", read_session},
    {"ExplainStmt", "EXPLAIN", read_data},
    {"GrantRoleStmt", "GRANT ROLE", read_alter_special},
    {"GrantStmt", "GRANT", read_alter_special},
    {"ImportForeignSchemaStmt", "IMPORT FOREIGN SCHEMA", read_create},
    {"IndexStmt", "CREATE INDEX", read_create},
    {"InsertStmt", "INSERT", read_data},
    {"ListenStmt", "LISTEN", read_session},
    {"LoadStmt", "LOAD", read_session},
    {"LockStmt", "LOCK TABLE", read_session},
    {"MergeStmt", "MERGE", read_data},
    {"NotifyStmt", "NOTIFY", read_session},
    {"PLAssignStmt", "SELECT", read_data},
    {"PrepareStmt", "PREPARE", read_data},
    {"ReassignOwnedStmt", "REASSIGN OWNED", read_alter_special},
    {"RefreshMatViewStmt", "REFRESH MATERIALIZED VIEW", read_session},
    {"ReindexStmt", "REINDEX", read_session},
    {"RenameStmt", "ALTER", rename},
    {"RuleStmt", "CREATE RULE", read_create},
    {"SecLabelStmt", "SECURITY LABEL", read_session},
    {"SelectStmt", "SELECT", read_data},
    {"TransactionStmt", "BEGIN", read_session},
    {"TruncateStmt", "TRUNCATE TABLE", read_data},
    {"UnlistenStmt", "UNLISTEN", read_session},
    {"UpdateStmt", "UPDATE", read_data},
    {"VacuumStmt", "VACUUM", read_session},
    {"VariableSetStmt", "SET", read_setting},
    {"VariableShowStmt", "SHOW", read_session},
    {"ViewStmt", "CREATE VIEW", read_create},
};
static_assert(std::is_sorted(std::begin(forms), std::end(forms), [](const Form& a, const Form& b) { return a.tag < b.tag; }));

const Form* find_form(std::string_view tag) {
  const auto* found = std::lower_bound(std::begin(forms), std::end(forms), tag,
                                       [](const Form& form, std::string_view wanted) { return form.tag < wanted; });
  return found != std::end(forms) && found->tag == tag ? found : nullptr;
}

// "AlterOperatorStmt" -> "ALTER OPERATOR"
std::string command_of(std::string_view tag) {
  if (tag.ends_with("Stmt")) tag.remove_suffix(4);
  std::string command;
  for (const char c : tag) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !command.empty()) command += ' ';
    command += c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  }
  return command;
}

}  // namespace

Reading::Reading(std::string_view text, std::uint32_t origin, Span span, Finding& finding)
    : text_(text), origin_(origin), span_(span), finding_(finding) {
  finding_.statement.span = span;
}

Effect& Reading::add(Effect::Kind kind, Effect::Target target, Name object) {
  Effect& effect = finding_.statement.effects.emplace_back();
  effect.kind = kind;
  effect.target = target;
  effect.object = std::move(object);
  effect.span = span_;
  return effect;
}

std::optional<std::uint32_t> Reading::place(Node node, std::string_view key) const {
  if (!node) return {};
  const std::int64_t offset = node.number(key) + origin_;
  if (offset < span_.begin || offset >= span_.end || node.number(key) < 0) return {};
  return static_cast<std::uint32_t>(offset);
}

Span Reading::name_at(std::optional<std::uint32_t> offset) const {
  if (!offset) return span_;
  Lexer lexer(text_, Span{*offset, span_.end});
  Token token = lexer.next();
  if (token.kind != Token::Kind::word && token.kind != Token::Kind::quoted_name) return span_;
  Span span = token.span;
  while (lexer.is(lexer.next_code(), '.')) span.end = lexer.next_code().span.end;
  return span;
}

std::vector<Span> Reading::parts(std::uint32_t begin) const {
  std::vector<Span> parts;
  Lexer lexer(text_, Span{begin, span_.end});
  std::optional<Span> part;
  std::uint32_t depth = 0;
  for (Token token = lexer.next_code(); token.kind != Token::Kind::end; token = lexer.next_code()) {
    if (lexer.is(token, '(') || lexer.is(token, '[')) ++depth;
    if ((lexer.is(token, ')') || lexer.is(token, ']')) && depth > 0) --depth;
    if (depth == 0 && lexer.is(token, ',')) {
      parts.push_back(part.value_or(token.span));
      part.reset();
    } else {
      part = Span{part.value_or(token.span).begin, token.span.end};
    }
  }
  if (part) parts.push_back(*part);
  return parts;
}

void read_effects(Node statement, Reading& reading) {
  const std::string_view tag = statement.tag();
  if (const Form* form = find_form(tag)) return form->read(tag, statement.body(), reading);
  reading.add(Effect::Kind::other);
}

Finding read_statement(Node statement, std::string_view text, std::uint32_t origin, Span span) {
  Finding finding;
  Reading reading(text, origin, span, finding);
  const Form* form = find_form(statement.tag());
  reading.set_kind(form ? form->command : command_of(statement.tag()));
  read_effects(statement, reading);
  finding.statement.command = read_command(statement, origin);
  return finding;
}

}  // namespace safeops::sql
