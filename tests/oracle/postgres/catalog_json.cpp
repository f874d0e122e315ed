#include "catalog_json.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace safeops::sql {

namespace {

using Json = nlohmann::ordered_json;

std::string shown(const Name& name) {
  return name.schema.empty() || name.schema == "public" ? name.name : name.schema + "." + name.name;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// Empty where it is not known. The fields of an interval are kept as a mask.
std::string shown(TypeName type) {
  if (type.empty() || (type.name == Name{"", "interval"} && !type.modifiers.empty())) return {};
  if (type.name.schema == "public") type.name.schema.clear();
  type.dimensions = std::min(type.dimensions, 1);
  return type.text();
}

void put_type(Json& json, const char* member, const TypeName& type) {
  if (const std::string text = shown(type); !text.empty()) json[member] = text;
}

const char* word(Persistence persistence) {
  switch (persistence) {
    case Persistence::permanent:
      return "permanent";
    case Persistence::unlogged:
      return "unlogged";
    case Persistence::temporary:
      return "temporary";
  }
  return "";
}

const char* word(ConstraintDefinition::Kind kind) {
  using Kind = ConstraintDefinition::Kind;
  switch (kind) {
    case Kind::check:
      return "check";
    case Kind::unique:
      return "unique";
    case Kind::primary_key:
      return "primary key";
    case Kind::foreign_key:
      return "foreign key";
    case Kind::exclude:
      return "exclusion";
    case Kind::not_null:
      return "not null";
  }
  return "";
}

const char* word(CreateRoutine::Volatility volatility) {
  using Volatility = CreateRoutine::Volatility;
  switch (volatility) {
    case Volatility::is_volatile:
      return "volatile";
    case Volatility::stable:
      return "stable";
    case Volatility::immutable:
      return "immutable";
  }
  return "";
}

const char* word(PartitionBound::Strategy strategy) {
  using Strategy = PartitionBound::Strategy;
  switch (strategy) {
    case Strategy::range:
      return "FROM";
    case Strategy::list:
      return "IN";
    case Strategy::hash:
      return "WITH";
    case Strategy::fallback:
      return "DEFAULT";
  }
  return "";
}

Json word(ColumnDefinition::Generated generated) {
  using Generated = ColumnDefinition::Generated;
  if (generated == Generated::no) return nullptr;
  return generated == Generated::stored ? "stored" : "virtual";
}

Json word(ColumnDefinition::Identity identity) {
  using Identity = ColumnDefinition::Identity;
  if (identity == Identity::no) return nullptr;
  return identity == Identity::always ? "always" : "by default";
}

Json names(const std::vector<Name>& all) {
  Json json = Json::array();
  for (const Name& each : all) json.push_back(shown(each));
  return json;
}

Json partition_key(const PartitionKey& key) {
  Json json{{"strategy", key.strategy}};
  const bool named = std::find(key.columns.begin(), key.columns.end(), "") == key.columns.end();
  if (named) json["columns"] = key.columns;
  return json;
}

Json table(const Relation& relation) {
  Json json{{"name", shown(relation.name)}};
  if (relation.partial) json["partial"] = true;
  if (relation.older) return json;
  const bool foreign = relation.kind == Relation::Kind::foreign_table;
  json["kind"] = foreign ? "foreign" : relation.is_partitioned() ? "partitioned" : "table";
  json["persistence"] = word(relation.persistence);
  json["parents"] = names(relation.parents);
  json["partitionKey"] = relation.is_partitioned() ? partition_key(relation.key) : Json(nullptr);
  json["partitionBound"] = relation.bound ? Json(word(relation.bound->strategy)) : Json(nullptr);
  json["ofType"] = relation.of_type.empty() ? Json(nullptr) : Json(shown(relation.of_type));
  json["rowSecurity"] = relation.row_security;
  json["forceRowSecurity"] = relation.force_row_security;
  if (!relation.owner.empty()) json["owner"] = relation.owner;
  return json;
}

Json column(const Relation& relation, const Column& column) {
  Json json{{"table", shown(relation.name)}, {"name", column.name}};
  if (column.partial) return json;
  put_type(json, "type", column.type);
  json["notNull"] = column.not_null;
  json["notNullValid"] = column.not_null_proved;
  json["default"] = static_cast<bool>(column.value);
  json["generated"] = word(column.generated);
  json["identity"] = word(column.identity);
  json["collation"] = text_or_null(column.collation.name);
  return json;
}

Json references(const Constraint& key) {
  const auto action = [](const std::string& text) { return text.empty() ? std::string("no action") : lower(text); };
  Json json{{"table", shown(key.referenced)}};
  if (!key.referenced_columns.empty()) json["columns"] = key.referenced_columns;
  json["onDelete"] = action(key.on_delete);
  json["onUpdate"] = action(key.on_update);
  return json;
}

Json constraint(const Relation& relation, const Constraint& constraint) {
  Json json{{"table", shown(relation.name)}, {"name", constraint.name}};
  if (constraint.partial) return json;
  json["kind"] = word(constraint.kind);
  json["columns"] = constraint.columns;
  json["references"] = constraint.kind == ConstraintDefinition::Kind::foreign_key ? references(constraint) : Json(nullptr);
  json["validated"] = constraint.validated;
  json["deferrable"] = constraint.deferrable;
  return json;
}

Json index(const Relation& relation, const Index& index) {
  Json columns = Json::array();
  for (const IndexElement& element : index.elements) columns.push_back(text_or_null(element.column));
  return {{"table", shown(relation.name)},
          {"name", shown(Name{relation.name.schema, index.name})},
          {"columns", columns},
          {"include", index.included},
          {"unique", index.unique},
          {"predicate", static_cast<bool>(index.predicate)},
          {"method", index.method},
          {"valid", index.valid},
          {"constraint", !index.constraint.empty()}};
}

Json typed(const std::vector<Column>& columns) {
  Json json = Json::array();
  for (const Column& each : columns) {
    json.push_back({{"name", each.name}});
    put_type(json.back(), "type", each.type);
  }
  return json;
}

Json view(const Relation& relation) {
  Json uses = Json::array();
  for (const Use& use : relation.uses) uses.push_back({{"relation", shown(use.relation)}, {"columns", use.columns}});
  Json json{{"name", shown(relation.name)}, {"kind", relation.kind == Relation::Kind::view ? "view" : "materialized view"}};
  if (relation.partial)
    json["partial"] = true;
  else
    json["columns"] = typed(relation.columns);
  json["uses"] = uses;
  return json;
}

Json sequence(const Relation& relation) {
  const bool owned = !relation.owner_table.empty();
  Json json{{"name", shown(relation.name)}};
  if (!relation.older) json["ownedBy"] = owned ? Json(shown(relation.owner_table) + "." + relation.owner_column) : Json(nullptr);
  return json;
}

Json checks(const Type& domain) {
  Json json = Json::array();
  for (const Constraint& each : domain.checks) json.push_back({{"name", each.name}, {"validated", each.validated}});
  return json;
}

Json type(const Catalog& catalog, const Type& type) {
  Json json{{"name", shown(type.name)}};
  switch (type.kind) {
    case Type::Kind::enumeration:
      json.update({{"kind", "enum"}, {"labels", type.labels}});
      break;
    case Type::Kind::composite:
      json["kind"] = "composite";
      if (const Relation* attributes = catalog.relation(type.name)) json["attributes"] = typed(attributes->columns);
      break;
    case Type::Kind::domain:
      json["kind"] = "domain";
      put_type(json, "base", type.base);
      json.update({{"notNull", type.not_null}, {"default", static_cast<bool>(type.value)}, {"checks", checks(type)}});
      break;
    case Type::Kind::range:
      json["kind"] = "range";
      break;
    case Type::Kind::base:
      json["kind"] = "base";
      break;
  }
  return json;
}

TypeName bare(TypeName type) {
  type.modifiers.clear();
  type.words.clear();
  return type;
}

Json routine(const Routine& routine) {
  Json inputs = Json::array();
  for (const TypeName& each : routine.arguments) inputs.push_back(shown(bare(each)));
  Json json{{"name", shown(routine.name)},
            {"inputs", inputs},
            {"kind", routine.procedure   ? "procedure"
                     : routine.aggregate ? "aggregate"
                                         : "function"}};
  if (routine.aggregate) return json;
  if (routine.returns && routine.outputs.empty())
    json["returns"] = (routine.returns_set ? "SETOF " : "") + shown(bare(*routine.returns));
  json["language"] = routine.language;
  json["volatility"] = word(routine.volatility);
  json["security"] = routine.security_definer ? "definer" : "invoker";
  return json;
}

void add_members(Json& json, const Relation& relation) {
  if (relation.is_table())
    for (const Column& each : relation.columns) json["columns"].push_back(column(relation, each));
  for (const Constraint& each : relation.constraints) json["constraints"].push_back(constraint(relation, each));
  for (const Index& each : relation.indexes) json["indexes"].push_back(index(relation, each));
  for (const Trigger& each : relation.triggers)
    json["triggers"].push_back({{"table", shown(relation.name)}, {"name", each.name}, {"function", shown(each.function)}});
  for (const std::string& each : relation.policies) json["policies"].push_back({{"table", shown(relation.name)}, {"name", each}});
}

void add_relation(Json& json, const Relation& relation) {
  add_members(json, relation);
  switch (relation.kind) {
    case Relation::Kind::table:
    case Relation::Kind::foreign_table:
      json["tables"].push_back(table(relation));
      return;
    case Relation::Kind::view:
    case Relation::Kind::materialized_view:
      json["views"].push_back(view(relation));
      return;
    case Relation::Kind::sequence:
      json["sequences"].push_back(sequence(relation));
      return;
    case Relation::Kind::composite_type:
      return;
  }
}

// They are gone with the session.
bool lasts(const Name& name) {
  return name.schema != "pg_temp";
}

}  // namespace

Json json_of(const Catalog& catalog) {
  Json json;
  for (const char* part : {"schemas", "tables", "columns", "constraints", "indexes", "views", "types", "sequences", "functions",
                           "triggers", "policies", "extensions"})
    json[part] = Json::array();
  for (const std::string& each : catalog.schemas()) json["schemas"].push_back(each);
  for (const auto& [name, each] : catalog.relations())
    if (lasts(name)) add_relation(json, each);
  for (const auto& [name, each] : catalog.types())
    if (lasts(name)) json["types"].push_back(type(catalog, each));
  for (const auto& [name, each] : catalog.all_routines())
    if (lasts(name)) json["functions"].push_back(routine(each));
  for (const std::string& each : catalog.extensions()) json["extensions"].push_back(each);
  return json;
}

}  // namespace safeops::sql
