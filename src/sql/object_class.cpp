#include <algorithm>

#include "sql/effects.hpp"

namespace safeops::sql {

namespace {

using Target = Effect::Target;

struct ObjectWords {
  std::string_view type, words;
  Target target;
};

// Sorted by type.
constexpr ObjectWords classes[] = {
    {"OBJECT_ACCESS_METHOD", "ACCESS METHOD", Target::other},
    {"OBJECT_AGGREGATE", "AGGREGATE", Target::function},
    {"OBJECT_ATTRIBUTE", "TYPE", Target::column},
    {"OBJECT_CAST", "CAST", Target::other},
    {"OBJECT_COLLATION", "COLLATION", Target::other},
    {"OBJECT_COLUMN", "TABLE", Target::column},
    {"OBJECT_CONVERSION", "CONVERSION", Target::other},
    {"OBJECT_DATABASE", "DATABASE", Target::database},
    {"OBJECT_DOMAIN", "DOMAIN", Target::domain},
    {"OBJECT_DOMCONSTRAINT", "DOMAIN", Target::constraint},
    {"OBJECT_EVENT_TRIGGER", "EVENT TRIGGER", Target::trigger},
    {"OBJECT_EXTENSION", "EXTENSION", Target::extension},
    {"OBJECT_FDW", "FOREIGN DATA WRAPPER", Target::other},
    {"OBJECT_FOREIGN_SERVER", "SERVER", Target::other},
    {"OBJECT_FOREIGN_TABLE", "FOREIGN TABLE", Target::table},
    {"OBJECT_FUNCTION", "FUNCTION", Target::function},
    {"OBJECT_INDEX", "INDEX", Target::index},
    {"OBJECT_LANGUAGE", "LANGUAGE", Target::other},
    {"OBJECT_LARGEOBJECT", "LARGE OBJECT", Target::other},
    {"OBJECT_MATVIEW", "MATERIALIZED VIEW", Target::materialized_view},
    {"OBJECT_OPCLASS", "OPERATOR CLASS", Target::other},
    {"OBJECT_OPERATOR", "OPERATOR", Target::other},
    {"OBJECT_OPFAMILY", "OPERATOR FAMILY", Target::other},
    {"OBJECT_POLICY", "POLICY", Target::policy},
    {"OBJECT_PROCEDURE", "PROCEDURE", Target::function},
    {"OBJECT_PUBLICATION", "PUBLICATION", Target::other},
    {"OBJECT_ROLE", "ROLE", Target::role},
    {"OBJECT_ROUTINE", "ROUTINE", Target::function},
    {"OBJECT_RULE", "RULE", Target::rule},
    {"OBJECT_SCHEMA", "SCHEMA", Target::schema},
    {"OBJECT_SEQUENCE", "SEQUENCE", Target::sequence},
    {"OBJECT_STATISTIC_EXT", "STATISTICS", Target::other},
    {"OBJECT_SUBSCRIPTION", "SUBSCRIPTION", Target::other},
    {"OBJECT_TABCONSTRAINT", "TABLE", Target::constraint},
    {"OBJECT_TABLE", "TABLE", Target::table},
    {"OBJECT_TABLESPACE", "TABLESPACE", Target::other},
    {"OBJECT_TRANSFORM", "TRANSFORM", Target::other},
    {"OBJECT_TRIGGER", "TRIGGER", Target::trigger},
    {"OBJECT_TSCONFIGURATION", "TEXT SEARCH CONFIGURATION", Target::other},
    {"OBJECT_TSDICTIONARY", "TEXT SEARCH DICTIONARY", Target::other},
    {"OBJECT_TSPARSER", "TEXT SEARCH PARSER", Target::other},
    {"OBJECT_TSTEMPLATE", "TEXT SEARCH TEMPLATE", Target::other},
    {"OBJECT_TYPE", "TYPE", Target::type},
    {"OBJECT_VIEW", "VIEW", Target::view},
};
static_assert(std::is_sorted(std::begin(classes), std::end(classes),
                             [](const ObjectWords& a, const ObjectWords& b) { return a.type < b.type; }));

constexpr ObjectWords unknown_class{"", "OBJECT", Target::other};

const ObjectWords& class_of(std::string_view object_type) {
  const auto* found = std::lower_bound(std::begin(classes), std::end(classes), object_type,
                                       [](const ObjectWords& each, std::string_view wanted) { return each.type < wanted; });
  return found != std::end(classes) && found->type == object_type ? *found : unknown_class;
}

}  // namespace

std::string_view object_words(std::string_view object_type) {
  return class_of(object_type).words;
}
Effect::Target object_target(std::string_view object_type) {
  return class_of(object_type).target;
}

}  // namespace safeops::sql
