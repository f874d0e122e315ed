#include <fmt/format.h>

#include <algorithm>

#include "sql/effects.hpp"
#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

std::string_view constant_text(Node argument, std::string& buffer) {
  const Node inner = argument["TypeCast"] ? argument["TypeCast"]["arg"] : argument;
  const Node value = inner["A_Const"];
  if (value["sval"]) return value["sval"].text("sval");
  if (value["fval"]) return value["fval"].text("fval");
  if (value["ival"]) return buffer = std::to_string(value["ival"].number("ival"));
  return {};
}

std::string value_of(Node set) {
  std::string joined, buffer;
  for (const Node argument : set.list("args")) {
    if (!joined.empty()) joined += ", ";
    joined += constant_text(argument, buffer);
  }
  return joined;
}

bool switches_on(std::string_view value) {
  const std::string folded = text::lower(trim(value));
  for (const std::string_view word : {"on", "true", "tru", "tr", "t", "yes", "ye", "y", "1"})
    if (folded == word) return true;
  return false;
}

struct TransactionWord {
  std::string_view kind, word;
};
constexpr TransactionWord transaction_words[] = {
    {"TRANS_STMT_BEGIN", "BEGIN"},
    {"TRANS_STMT_START", "START TRANSACTION"},
    {"TRANS_STMT_COMMIT", "COMMIT"},
    {"TRANS_STMT_ROLLBACK", "ROLLBACK"},
    {"TRANS_STMT_SAVEPOINT", "SAVEPOINT"},
    {"TRANS_STMT_RELEASE", "RELEASE"},
    {"TRANS_STMT_ROLLBACK_TO", "ROLLBACK TO SAVEPOINT"},
    {"TRANS_STMT_PREPARE", "PREPARE TRANSACTION"},
    {"TRANS_STMT_COMMIT_PREPARED", "COMMIT PREPARED"},
    {"TRANS_STMT_ROLLBACK_PREPARED", "ROLLBACK PREPARED"},
};

void read_transaction(Node statement, Reading& reading) {
  std::string_view word = "BEGIN";
  for (const TransactionWord& each : transaction_words)
    if (statement.is("kind", each.kind)) word = each.word;
  reading.set_kind(word);
  reading.add(Kind::transaction).member = word;
}

void read_lock(Node statement, Reading& reading) {
  for (const Node relation : statement.list("relations"))
    reading.add(Kind::lock_table, Target::table, name_of_range(relation["RangeVar"])).span =
        reading.name_at(reading.place(relation["RangeVar"]));
}

bool has_option(const std::vector<Node>& options, std::string_view name) {
  return std::any_of(options.begin(), options.end(), [&](Node option) { return option["DefElem"].is("defname", name); });
}

void read_vacuum(Node statement, Reading& reading) {
  if (!statement.flag("is_vacuumcmd")) reading.set_kind("ANALYZE");
  const bool full = has_option(statement.list("options"), "full");
  for (const Node relation : statement.list("rels"))
    reading.add(Kind::maintenance, Target::table, name_of_range(relation["VacuumRelation"]["relation"])).detail =
        full ? "full" : "";
  if (statement.list("rels").empty()) reading.add(Kind::maintenance).detail = full ? "full" : "";
}

// CLUSTER, REINDEX, REFRESH MATERIALIZED VIEW
void read_maintenance(std::string_view tag, Node statement, Reading& reading) {
  const bool index = statement.is("kind", "REINDEX_OBJECT_INDEX");
  const bool view = tag == "RefreshMatViewStmt";
  Effect& effect = reading.add(Kind::maintenance,
                               view    ? Target::materialized_view
                               : index ? Target::index
                                       : Target::table,
                               name_of_range(statement["relation"]));
  if (effect.object.empty()) effect.object.name = statement.text("name");
  effect.concurrently = statement.flag("concurrent") || has_option(statement.list("params"), "concurrently");
  if (view) read_calls(statement, reading);
}

}  // namespace

void check_setting(std::string_view name, std::string_view value, Reading& reading) {
  if (same_word(name, "standard_conforming_strings") && !switches_on(value))
    reading.finding().blinding =
        "standard_conforming_strings is switched off: from here on backslashes in strings mean something else";
}

void read_setting_value(std::string_view name, std::string_view value, Reading& reading) {
  Effect& effect = reading.add(Kind::setting);
  effect.member = text::lower(name);
  effect.detail = value;
  check_setting(name, value, reading);
}

void check_routine_settings(const std::vector<Node>& options, Reading& reading) {
  for (const Node option : options) {
    const Node set = option["DefElem"]["arg"]["VariableSetStmt"];
    if (set.is("kind", "VAR_SET_VALUE")) check_setting(set.text("name"), value_of(set), reading);
  }
}

void read_setting(std::string_view tag, Node statement, Reading& reading) {
  const Node set = tag == "VariableSetStmt" ? statement : statement["setstmt"];
  const bool sets = set.is("kind", "VAR_SET_VALUE") || set.is("kind", "VAR_SET_MULTI");
  if (tag == "VariableSetStmt" && !sets && !set.is("kind", "VAR_SET_DEFAULT")) reading.set_kind("RESET");
  if (sets) {
    read_setting_value(set.text("name"), value_of(set), reading);
  } else {
    reading.add(Kind::setting).member = set.text("name");
  }
  Effect& effect = reading.finding().statement.effects.back();
  effect.local = set.flag("is_local");
  if (tag == "AlterRoleSetStmt") {
    effect.target = Target::role;
    effect.object.name = statement["role"].text("rolename");
  } else if (tag == "AlterDatabaseSetStmt") {
    effect.target = Target::database;
    effect.object.name = statement.text("dbname");
  }
}

void read_session(std::string_view tag, Node statement, Reading& reading) {
  if (tag == "TransactionStmt") return read_transaction(statement, reading);
  if (tag == "LockStmt") return read_lock(statement, reading);
  if (tag == "VacuumStmt") return read_vacuum(statement, reading);
  if (tag == "CommentStmt") {
    reading.add(Kind::comment);
  } else if (tag == "ClusterStmt" || tag == "ReindexStmt" || tag == "RefreshMatViewStmt") {
    read_maintenance(tag, statement, reading);
  } else {
    reading.add(tag == "CheckPointStmt" ? Kind::maintenance : Kind::other);
  }
}

}  // namespace safeops::sql
