#include "change/new_objects.hpp"

#include <algorithm>

namespace safeops {
namespace {

using Kind = sql::Effect::Kind;

struct Maker {
  Kind kind;
  std::string_view category;
};

// Tables, views, sequences and indexes share one name space (pg_class); the rest have their own.
constexpr Maker makers[] = {
    {Kind::create_table, "relation"},    {Kind::create_view, "relation"},       {Kind::create_materialized_view, "relation"},
    {Kind::create_sequence, "relation"}, {Kind::create_index, "index"},         {Kind::create_type, "type"},
    {Kind::create_function, "function"}, {Kind::create_schema, "schema"},       {Kind::create_extension, "extension"},
    {Kind::create_trigger, "trigger"},   {Kind::add_column, "column"},          {Kind::add_check, "constraint"},
    {Kind::add_unique, "constraint"},    {Kind::add_primary_key, "constraint"}, {Kind::add_foreign_key, "constraint"},
    {Kind::add_exclude, "constraint"},   {Kind::replace_function, "function"},
};

std::string_view category_made_by(Kind kind) {
  const auto found = std::find_if(std::begin(makers), std::end(makers), [&](const Maker& maker) { return maker.kind == kind; });
  return found == std::end(makers) ? std::string_view{} : found->category;
}

std::string_view category_of_object(Kind kind, sql::Effect::Target target) {
  using Target = sql::Effect::Target;
  if (kind == Kind::drop_type || target == Target::type || target == Target::domain || target == Target::enum_value)
    return "type";
  if (kind == Kind::drop_function || target == Target::function) return "function";
  if (kind == Kind::drop_schema || target == Target::schema) return "schema";
  if (kind == Kind::drop_extension) return "extension";
  return "relation";
}

bool belongs_to_table(std::string_view category) {
  return category == "column" || category == "constraint" || category == "trigger";
}

// What stands in no schema stands in public, for all a migration says.
std::string schema_of(const sql::Name& name) {
  return name.schema == "public" ? std::string{} : name.schema;
}

}  // namespace

bool NewObjects::holds(std::string_view category, const sql::Name& name, std::string_view member) const {
  return made_.contains({std::string(category), schema_of(name), name.name, std::string(member)});
}

void NewObjects::insert(std::string_view category, const sql::Name& name, std::string_view member) {
  made_.insert({std::string(category), schema_of(name), name.name, std::string(member)});
}

bool NewObjects::is_mentioned_at_base(const sql::Name& name) {
  if (!mentions_read_) {
    mentions_read_ = true;
    for (const Migration& migration : *landed_) {
      for (const sql::Statement& statement : migration.script().statements) {
        for (const sql::Effect& effect : statement.effects) mentioned_.insert(effect.object.name);
      }
    }
  }
  return mentioned_.contains(name.name);
}

bool NewObjects::covers(const sql::Effect& effect) const {
  if (!effect.object.schema.empty() && holds("schema", {"", effect.object.schema})) return true;
  if (holds(category_of_object(effect.kind, effect.target), effect.object)) return true;
  if (effect.member.empty() || effect.kind == Kind::add_required_column) return false;  // ADD COLUMN reports both effects
  const auto is_member = [&](std::string_view category) { return holds(category, effect.object, effect.member); };
  return is_member("column") || is_member("constraint") || is_member("trigger");
}

void NewObjects::add_renamed(const sql::Effect& effect) {
  if (effect.member.empty())
    return insert(category_of_object(effect.kind, effect.target), {effect.object.schema, effect.renamed_to});
  if (effect.target == sql::Effect::Target::column) insert("column", effect.object, effect.renamed_to);
  if (effect.target == sql::Effect::Target::constraint) insert("constraint", effect.object, effect.renamed_to);
}

void NewObjects::add(const sql::Effect& effect) {
  if (effect.kind == Kind::rename && covers(effect)) return add_renamed(effect);
  const std::string_view category = category_made_by(effect.kind);
  if (category.empty()) return;
  const bool may_exist = effect.if_exists || effect.kind == Kind::replace_function;
  if (may_exist && !belongs_to_table(category) && is_mentioned_at_base(effect.object)) return;
  if (effect.if_exists && category == "column") return;                                       // it may have been there already
  if (category == "index") return insert("relation", {effect.object.schema, effect.member});  // its object is the table
  insert(category, effect.object, belongs_to_table(category) ? std::string_view(effect.member) : std::string_view{});
}

}  // namespace safeops
