#include <algorithm>
#include <iterator>

#include "sql/syntax/read_command.hpp"
#include "sql/syntax/read_expression.hpp"

namespace safeops::sql {

namespace {

struct Named {
  std::string_view type;
  ObjectClass object;
};

// What is not here is `other`.
constexpr Named classes[] = {
    {"OBJECT_AGGREGATE", ObjectClass::function},
    {"OBJECT_ATTRIBUTE", ObjectClass::attribute},
    {"OBJECT_COLUMN", ObjectClass::column},
    {"OBJECT_DATABASE", ObjectClass::database},
    {"OBJECT_DOMAIN", ObjectClass::domain},
    {"OBJECT_DOMCONSTRAINT", ObjectClass::constraint},
    {"OBJECT_EXTENSION", ObjectClass::extension},
    {"OBJECT_FOREIGN_TABLE", ObjectClass::foreign_table},
    {"OBJECT_FUNCTION", ObjectClass::function},
    {"OBJECT_INDEX", ObjectClass::index},
    {"OBJECT_MATVIEW", ObjectClass::materialized_view},
    {"OBJECT_POLICY", ObjectClass::policy},
    {"OBJECT_PROCEDURE", ObjectClass::function},
    {"OBJECT_PUBLICATION", ObjectClass::publication},
    {"OBJECT_ROLE", ObjectClass::role},
    {"OBJECT_ROUTINE", ObjectClass::function},
    {"OBJECT_RULE", ObjectClass::rule},
    {"OBJECT_SCHEMA", ObjectClass::schema},
    {"OBJECT_SEQUENCE", ObjectClass::sequence},
    {"OBJECT_STATISTIC_EXT", ObjectClass::statistics},
    {"OBJECT_TABCONSTRAINT", ObjectClass::constraint},
    {"OBJECT_TABLE", ObjectClass::table},
    {"OBJECT_TRIGGER", ObjectClass::trigger},
    {"OBJECT_TYPE", ObjectClass::type},
    {"OBJECT_VIEW", ObjectClass::view},
};

}  // namespace

ObjectClass read_object_class(std::string_view type) {
  const auto* found = std::find_if(std::begin(classes), std::end(classes), [&](const Named& each) { return each.type == type; });
  return found == std::end(classes) ? ObjectClass::other : found->object;
}

ObjectReference read_object(Node object) {
  const std::string_view tag = object.tag();
  if (tag == "RangeVar") return {name_of_range(object.body()), {}};
  if (tag == "String") return {{"", std::string(string_of(object))}, {}};
  if (tag == "List") return {name_of_list(object.body().list("items")), {}};
  if (tag == "TypeName") return {read_type(object.body()).name, {}};
  if (tag != "ObjectWithArgs") return {};
  ObjectReference found{name_of_list(object.body().list("objname")), {}};
  if (object.body().flag("args_unspecified")) return found;
  found.arguments.emplace();
  for (const Node argument : object.body().list("objargs")) found.arguments->push_back(read_type(argument["TypeName"]));
  return found;
}

std::vector<std::string> option_names(const std::vector<Node>& options) {
  std::vector<std::string> names;
  for (const Node each : options) names.emplace_back(each["DefElem"].text("defname"));
  return names;
}

Node option(const std::vector<Node>& options, std::string_view name) {
  for (const Node each : options)
    if (each["DefElem"].is("defname", name)) return each["DefElem"];
  return {};
}

}  // namespace safeops::sql
