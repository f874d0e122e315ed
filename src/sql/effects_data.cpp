#include <algorithm>

#include "sql/effects.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

struct Writer {
  std::string_view tag;
  Kind kind;
};
constexpr Writer writers[] = {
    {"DeleteStmt", Kind::delete_rows},
    {"InsertStmt", Kind::insert_rows},
    {"MergeStmt", Kind::merge_rows},
    {"UpdateStmt", Kind::update_rows},
};

const Writer* find_writer(std::string_view tag) {
  const auto* found = std::find_if(std::begin(writers), std::end(writers), [&](const Writer& each) { return each.tag == tag; });
  return found == std::end(writers) ? nullptr : found;
}

std::vector<Node> written_columns(Kind kind, Node statement) {
  if (kind == Kind::insert_rows) return statement.list("cols");
  return kind == Kind::update_rows ? statement.list("targetList") : std::vector<Node>{};
}

// What a superuser writes there changes the schema with no statement that says so.
bool is_system_catalog(const Name& relation) {
  return relation.schema == "pg_catalog" ||
         (relation.schema.empty() && relation.name.starts_with("pg_") && relation.name != "pg_settings");
}

void add_write(Kind kind, Node statement, Reading& reading) {
  Effect& effect = reading.add(kind, Target::table, name_of_range(statement["relation"]));
  effect.span = reading.name_at(reading.place(statement["relation"]));
  if (kind == Kind::delete_rows || kind == Kind::update_rows) effect.all_rows = always_true(statement["whereClause"]);
  if (kind == Kind::update_rows && effect.object.name == "pg_settings")
    reading.finding().blinding = "pg_settings is updated: that sets parameters, standard_conforming_strings maybe among them";
  for (const Node column : written_columns(kind, statement)) effect.columns.emplace_back(column["ResTarget"].text("name"));
  if (kind == Kind::insert_rows && effect.columns.empty() && statement["selectStmt"]) effect.detail = "no column list";
  if (const Name object = effect.object; is_system_catalog(object))
    reading.add(Kind::dynamic_sql).detail = "writes to the system catalog " + object.name;
}

// WITH d AS (DELETE ...) SELECT ... writes, wherever in the statement it stands.
void add_nested_writes(Node statement, Reading& reading) {
  statement.walk([&](std::string_view key, Node node) {
    if (const Writer* writer = find_writer(key)) add_write(writer->kind, node, reading);
    return true;
  });
}

void read_select(Node statement, Reading& reading) {
  const Node into = statement["intoClause"]["rel"];
  if (into) {
    reading.set_kind("SELECT INTO");
    Effect& effect = reading.add(Kind::create_table, Target::table, name_of_range(into));
    effect.span = reading.name_at(reading.place(into));
  } else {
    reading.add(Kind::select);
  }
}

void read_truncate(Node statement, Reading& reading) {
  for (const Node relation : statement.list("relations")) {
    Effect& effect = reading.add(Kind::truncate, Target::table, name_of_range(relation["RangeVar"]));
    effect.span = reading.name_at(reading.place(relation["RangeVar"]));
    effect.cascade = statement.is("behavior", "DROP_CASCADE");
    effect.all_rows = true;
  }
}

void read_copy(Node statement, Reading& reading) {
  if (statement.flag("is_program")) {
    reading.add(Kind::dynamic_sql).detail = "COPY runs a program";
    return;
  }
  const bool writes = statement.flag("is_from");
  reading.add(writes ? Kind::copy_rows : Kind::select, Target::table, name_of_range(statement["relation"])).span =
      reading.name_at(reading.place(statement["relation"]));
  add_nested_writes(statement["query"], reading);
  read_calls(statement["query"], reading);
}

bool analyzes(Node explain) {
  for (const Node option : explain.list("options")) {
    const Node element = option["DefElem"];
    const Node value = element["arg"];
    const std::string_view text = value.tag() == "String" ? string_of(value) : std::string_view{};
    if (element.is("defname", "analyze") && text != "off" && text != "false" && text != "0" &&
        !(value.tag() == "Integer" && value.body().number("ival") == 0) &&
        !(value.tag() == "Boolean" && !value.body().flag("boolval")))
      return true;
  }
  return false;
}

// EXPLAIN only runs its statement with ANALYZE; PREPARE is read as if it were executed.
void read_carried(std::string_view tag, Node statement, Reading& reading) {
  const Node query = statement["query"];
  if (tag == "DeclareCursorStmt" || (tag == "ExplainStmt" && !analyzes(statement))) {
    reading.add(Kind::select);
    if (tag == "DeclareCursorStmt") read_calls(query, reading);
    return;
  }
  const std::string kind = reading.finding().statement.kind;
  read_effects(query, reading);
  reading.set_kind(kind);
}

}  // namespace

void read_data(std::string_view tag, Node statement, Reading& reading) {
  if (tag == "TruncateStmt") return read_truncate(statement, reading);
  if (tag == "CopyStmt") return read_copy(statement, reading);
  if (tag == "ExplainStmt" || tag == "PrepareStmt" || tag == "DeclareCursorStmt") return read_carried(tag, statement, reading);
  if (const Writer* writer = find_writer(tag))
    add_write(writer->kind, statement, reading);
  else
    read_select(statement, reading);
  add_nested_writes(statement, reading);
  read_calls(statement, reading);
}

}  // namespace safeops::sql
