#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sql/effects.hpp"
#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

using Kind = Effect::Kind;
using Target = Effect::Target;

// An ALTER TABLE (or VIEW, TYPE, INDEX ...) and the subcommand being read.
struct Alteration {
  Reading& reading;
  Name object;
  Target of;
  Node command;
  Span span;

  Effect& add(Kind kind, Target target, std::string_view member = {}) const {
    Effect& effect = reading.add(kind, target, object);
    effect.member = member;
    effect.span = span;
    return effect;
  }
  [[nodiscard]] std::string_view name() const { return command.text("name"); }
  [[nodiscard]] bool cascade() const { return command.is("behavior", "DROP_CASCADE"); }
};

std::string referenced(Node constraint) {
  const std::vector<std::string> columns = texts_of(constraint.list("pk_attrs"));
  const std::string list = columns.empty() ? std::string{} : fmt::format("({})", fmt::join(columns, ", "));
  return fmt::format("references {}{}", name_of_range(constraint["pktable"]).text(), list);
}

bool deletes_with_parent(Node constraint) {
  return constraint.is("fk_del_action", "c");
}

std::vector<std::string> columns_in(Node expression) {
  std::vector<std::string> columns;
  expression.walk([&](std::string_view key, Node node) {
    if (key != "ColumnRef") return true;
    const std::vector<Node> fields = node.list("fields");
    if (!fields.empty() && !string_of(fields.back()).empty()) columns.emplace_back(string_of(fields.back()));
    return false;
  });
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

std::vector<std::string> exclusion_columns(Node constraint) {
  std::vector<std::string> columns;
  for (const Node each : constraint.list("exclusions")) {
    const std::vector<Node> pair = each["List"].list("items");
    if (!pair.empty() && !pair[0]["IndexElem"].text("name").empty()) columns.emplace_back(pair[0]["IndexElem"].text("name"));
  }
  return columns;
}

struct ConstraintForm {
  std::string_view type;
  Kind kind;
};
constexpr ConstraintForm constraint_forms[] = {
    {"CONSTR_CHECK", Kind::add_check},         {"CONSTR_UNIQUE", Kind::add_unique},     {"CONSTR_PRIMARY", Kind::add_primary_key},
    {"CONSTR_FOREIGN", Kind::add_foreign_key}, {"CONSTR_EXCLUSION", Kind::add_exclude}, {"CONSTR_NOTNULL", Kind::set_not_null},
};

std::vector<std::string> constrained_columns(Kind kind, Node constraint) {
  if (kind == Kind::add_check) return columns_in(constraint["raw_expr"]);
  if (kind == Kind::add_exclude) return exclusion_columns(constraint);
  return texts_of(constraint.list(kind == Kind::add_foreign_key ? "fk_attrs" : "keys"));
}

std::string constraint_detail(Kind kind, Node constraint) {
  if (kind == Kind::add_foreign_key) return referenced(constraint);
  if (constraint["indexname"]) return fmt::format("using index {}", constraint.text("indexname"));
  if (kind == Kind::add_check && !constraint.flag("is_enforced")) return "not enforced";
  return {};
}

void add_constraint(const Alteration& at, Node constraint) {
  const auto* form = std::find_if(std::begin(constraint_forms), std::end(constraint_forms),
                                  [&](const ConstraintForm& each) { return constraint.is("contype", each.type); });
  if (form == std::end(constraint_forms)) return;
  const bool not_null = form->kind == Kind::set_not_null;
  Effect& effect = at.add(form->kind, not_null ? Target::column : Target::constraint, constraint.text("conname"));
  effect.columns = constrained_columns(form->kind, constraint);
  effect.detail = constraint_detail(form->kind, constraint);
  effect.not_valid = constraint.flag("skip_validation") || effect.detail == "not enforced";
  if (not_null && !effect.columns.empty()) effect.member = effect.columns.front();
  if (form->kind != Kind::add_foreign_key) return;
  effect.related = name_of_range(constraint["pktable"]);
  effect.cascade = deletes_with_parent(constraint);
}

// What the constraints written with a new column mean for those who do not know it.
struct ColumnTraits {
  bool not_null = false;
  bool filled = false;  // by default, identity, generation or sequence
  bool cascade = false;
  Name references;
  std::vector<std::string> notes;
};

bool is_serial(Node type_name) {
  const std::vector<Node> names = type_name.list("names");
  const std::string_view name = names.empty() ? std::string_view{} : string_of(names.back());
  return name.starts_with("serial") || name == "bigserial" || name == "smallserial";
}

void note_constraint(Node constraint, ColumnTraits& traits) {
  const std::string_view type = constraint.text("contype");
  if (type == "CONSTR_NOTNULL") traits.not_null = true;
  if (type == "CONSTR_DEFAULT") traits.filled |= !constraint["raw_expr"]["A_Const"].flag("isnull");
  if (type == "CONSTR_IDENTITY" || type == "CONSTR_GENERATED") {
    traits.filled = true;
    traits.notes.emplace_back(type == "CONSTR_IDENTITY" ? "identity" : "generated");
  }
  if (type == "CONSTR_PRIMARY") {
    traits.not_null = true;
    traits.notes.emplace_back("primary key");
  }
  if (type == "CONSTR_UNIQUE") traits.notes.emplace_back("unique");
  if (type == "CONSTR_CHECK") traits.notes.emplace_back("check");
  if (type != "CONSTR_FOREIGN") return;
  traits.references = name_of_range(constraint["pktable"]);
  traits.cascade = deletes_with_parent(constraint);
  traits.notes.push_back(referenced(constraint));
}

ColumnTraits traits_of(Node column) {
  ColumnTraits traits;
  traits.filled = is_serial(column["typeName"]);
  if (traits.filled) traits.notes.emplace_back("sequence");
  for (const Node each : column.list("constraints")) note_constraint(each["Constraint"], traits);
  return traits;
}

void add_column(const Alteration& at) {
  const Node column = at.command["def"]["ColumnDef"];
  if (at.of == Target::type) {
    at.add(Kind::create_other, Target::type, column.text("colname")).type = read_type(column["typeName"]).text();
    return;
  }
  const ColumnTraits traits = traits_of(column);
  Effect effect = at.add(Kind::add_column, Target::column, column.text("colname"));
  effect.type = read_type(column["typeName"]).text();
  effect.if_exists = at.command.flag("missing_ok");
  effect.detail = fmt::format("{}", fmt::join(traits.notes, ", "));
  effect.filled = traits.filled;
  effect.cascade = traits.cascade;
  effect.related = traits.references;
  at.reading.finding().statement.effects.back() = effect;
  if (!traits.not_null || traits.filled) return;
  effect.kind = Kind::add_required_column;
  at.reading.finding().statement.effects.push_back(effect);
}

void drop_column(const Alteration& at) {
  const bool attribute = at.of == Target::type;
  Effect& effect = at.add(attribute ? Kind::drop_other : Kind::drop_column, attribute ? Target::type : Target::column, at.name());
  effect.cascade = at.cascade();
  effect.if_exists = at.command.flag("missing_ok");
  if (attribute) effect.detail = "attribute";
}

void change_type(const Alteration& at) {
  const Node column = at.command["def"]["ColumnDef"];
  Effect& effect = at.add(Kind::change_type, at.of == Target::type ? Target::type : Target::column, at.name());
  effect.type = read_type(column["typeName"]).text();
  effect.cascade = at.cascade();
  if (column["raw_default"]) effect.detail = "using an expression";
}

void change_default(const Alteration& at) {
  at.add(at.command["def"] ? Kind::set_default : Kind::drop_default, Target::column, at.name());
}

void set_not_null(const Alteration& at) {
  at.add(Kind::set_not_null, Target::column, at.name()).columns = {std::string(at.name())};
}
void drop_not_null(const Alteration& at) {
  at.add(Kind::drop_not_null, Target::column, at.name());
}
void add_identity(const Alteration& at) {
  at.add(Kind::set_default, Target::column, at.name()).detail = "identity";
}
void drop_identity(const Alteration& at) {
  at.add(Kind::drop_default, Target::column, at.name()).detail = "identity";
}
void set_expression(const Alteration& at) {
  at.add(Kind::set_default, Target::column, at.name()).detail = "generation expression";
}
void drop_expression(const Alteration& at) {
  at.add(Kind::drop_default, Target::column, at.name()).detail = "generation expression";
}
void add_table_constraint(const Alteration& at) {
  add_constraint(at, at.command["def"]["Constraint"]);
}
void validate_constraint(const Alteration& at) {
  at.add(Kind::validate_constraint, Target::constraint, at.name());
}

void drop_constraint(const Alteration& at) {
  Effect& effect = at.add(Kind::drop_constraint, Target::constraint, at.name());
  effect.cascade = at.cascade();
  effect.if_exists = at.command.flag("missing_ok");
}

// PostgreSQL 18 can only switch foreign keys to enforced.
void alter_constraint(const Alteration& at) {
  const Node change = at.command["def"]["ATAlterConstraint"];
  const bool enforced = change.flag("alterEnforceability") && change.flag("is_enforced");
  at.add(enforced ? Kind::add_foreign_key : Kind::other, Target::constraint, change.text("conname")).detail =
      enforced ? "becomes enforced" : "";
}

void change_owner(const Alteration& at) {
  at.add(Kind::owner, at.of).detail = at.command["newowner"].text("rolename");
}

void attach(const Alteration& at) {
  Effect& effect = at.add(Kind::attach_partition, Target::table);
  effect.related = name_of_range(at.command["def"]["PartitionCmd"]["name"]);
  effect.member = effect.related.name;
}

void detach(const Alteration& at) {
  const Node partition = at.command["def"]["PartitionCmd"];
  Effect& effect = at.add(Kind::detach_partition, Target::table);
  effect.related = name_of_range(partition["name"]);
  effect.member = effect.related.name;
  effect.concurrently = partition.flag("concurrent");
}

void inherit(const Alteration& at, Kind kind) {
  Effect& effect = at.add(kind, Target::table);
  effect.related = name_of_range(at.command["def"]["RangeVar"]);
  effect.member = effect.related.name;
  effect.detail = "inheritance";
}
void add_inherit(const Alteration& at) {
  inherit(at, Kind::attach_partition);
}
void drop_inherit(const Alteration& at) {
  inherit(at, Kind::detach_partition);
}

void enable_row_security(const Alteration& at) {
  at.add(Kind::row_security, Target::table).detail = "enabled";
}
void force_row_security(const Alteration& at) {
  at.add(Kind::row_security, Target::table).detail = "forced";
}
void disable_row_security(const Alteration& at) {
  at.add(Kind::other, Target::table).detail = "row security disabled";
}
void unforce_row_security(const Alteration& at) {
  at.add(Kind::other, Target::table).detail = "row security no longer forced";
}

struct Subcommand {
  std::string_view type;
  void (*read)(const Alteration&);
};

// Sorted by type. What is not here (statistics, storage, triggers on and off ...) an app does not meet.
constexpr Subcommand subcommands[] = {
    {"AT_AddColumn", add_column},
    {"AT_AddConstraint", add_table_constraint},
    {"AT_AddIdentity", add_identity},
    {"AT_AddInherit", add_inherit},
    {"AT_AlterColumnType", change_type},
    {"AT_AlterConstraint", alter_constraint},
    {"AT_AttachPartition", attach},
    {"AT_ChangeOwner", change_owner},
    {"AT_ColumnDefault", change_default},
    {"AT_DetachPartition", detach},
    {"AT_DetachPartitionFinalize", detach},
    {"AT_DisableRowSecurity", disable_row_security},
    {"AT_DropColumn", drop_column},
    {"AT_DropConstraint", drop_constraint},
    {"AT_DropExpression", drop_expression},
    {"AT_DropIdentity", drop_identity},
    {"AT_DropInherit", drop_inherit},
    {"AT_DropNotNull", drop_not_null},
    {"AT_EnableRowSecurity", enable_row_security},
    {"AT_ForceRowSecurity", force_row_security},
    {"AT_NoForceRowSecurity", unforce_row_security},
    {"AT_SetExpression", set_expression},
    {"AT_SetNotNull", set_not_null},
    {"AT_ValidateConstraint", validate_constraint},
};
static_assert(std::is_sorted(std::begin(subcommands), std::end(subcommands),
                             [](const Subcommand& a, const Subcommand& b) { return a.type < b.type; }));

void read_subcommand(const Alteration& at) {
  const std::string_view type = at.command.text("subtype");
  const auto* found = std::lower_bound(std::begin(subcommands), std::end(subcommands), type,
                                       [](const Subcommand& each, std::string_view wanted) { return each.type < wanted; });
  if (found != std::end(subcommands) && found->type == type) return found->read(at);
  at.add(Kind::other, at.of, at.name()).detail = text::lower(type.substr(std::min<std::size_t>(3, type.size())));
}

// Where the subcommands begin: behind the table's name and its `*`.
std::uint32_t after_name(Reading& reading, Node relation) {
  const Span name = reading.name_at(reading.place(relation));
  if (name == reading.span()) return reading.span().begin;
  Lexer lexer(reading.text(), Span{name.end, reading.span().end});
  const Token star = lexer.next_code();
  return lexer.is(star, '*') ? star.span.end : name.end;
}

}  // namespace

void read_alter_table(Node statement, Reading& reading) {
  const std::string_view type = statement.text("objtype");
  reading.set_kind(fmt::format("ALTER {}", object_words(type)));
  const std::vector<Node> commands = statement.list("cmds");
  const std::vector<Span> parts = reading.parts(after_name(reading, statement["relation"]));
  const Name object = name_of_range(statement["relation"]);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const Span span = parts.size() == commands.size() ? parts[i] : reading.span();
    read_subcommand({reading, object, object_target(type), commands[i]["AlterTableCmd"], span});
  }
  read_calls(statement["cmds"], reading);
}

}  // namespace safeops::sql
