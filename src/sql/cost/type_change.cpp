#include "sql/cost/type_change.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace safeops::sql {

namespace {

// What a conversion of values costs.
enum class Step { nothing, other_index, compute };

struct BinaryCast {
  std::string_view from, to;
  bool same_index;  // the operator class stays
};

// pg_cast entries without a function, as far as columns have such types.
constexpr BinaryCast binary_casts[] = {
    {"text", "varchar", true},   {"varchar", "text", true},    {"text", "bpchar", false},     {"varchar", "bpchar", false},
    {"cidr", "inet", true},      {"xml", "text", false},       {"xml", "varchar", false},     {"xml", "bpchar", false},
    {"bit", "varbit", false},    {"varbit", "bit", false},     {"int4", "oid", false},        {"oid", "int4", false},
    {"oid", "regclass", true},   {"regclass", "oid", true},    {"int4", "regclass", false},   {"regclass", "int4", false},
    {"oid", "regproc", true},    {"regproc", "oid", true},     {"oid", "regtype", true},      {"regtype", "oid", true},
    {"int4", "regtype", false},  {"regtype", "int4", false},   {"oid", "regrole", true},      {"regrole", "oid", true},
    {"int4", "regproc", false},  {"regproc", "int4", false},   {"oid", "regnamespace", true}, {"regnamespace", "oid", true},
    {"citext", "text", false},   {"citext", "varchar", false}, {"text", "citext", false},     {"varchar", "citext", false},
    {"citext", "bpchar", false},
};

bool is_built_in(const TypeName& type, std::string_view name) {
  return type.name.schema.empty() && type.name.name == name;
}

std::int32_t modifier(const TypeName& type, std::size_t at) {
  return at < type.modifiers.size() ? type.modifiers[at] : -1;
}

// The number of fraction digits of a time type; -1 where none is given. Of intervals it stands behind the fields.
std::int32_t precision(const TypeName& type) {
  return type.name.name == "interval" ? modifier(type, 1) : modifier(type, 0);
}

bool is_temporal(const TypeName& type) {
  constexpr std::array names{"timestamp", "timestamptz", "time", "timetz", "interval"};
  return type.name.schema.empty() && std::find(names.begin(), names.end(), type.name.name) != names.end();
}

// interval's field masks: full range, and the least field each names. INTERVAL_FULL_RANGE and INTERVAL_MASK of timestamp.h.
constexpr std::int32_t full_range = 0x7FFF;
int least_field(std::int32_t range) {
  if (range < 0 || range == full_range || (range & (1 << 12)) != 0) return 0;  // seconds
  if ((range & (1 << 11)) != 0) return 1;
  if ((range & (1 << 10)) != 0) return 2;
  if ((range & (1 << 3)) != 0) return 3;
  if ((range & (1 << 1)) != 0) return 4;
  return 5;
}

bool fits_interval(const TypeName& from, const TypeName& to) {
  const std::int32_t before = precision(from), after = precision(to);
  const bool fields = least_field(modifier(to, 0)) <= least_field(modifier(from, 0));
  return fields && (least_field(modifier(from, 0)) > 0 || after < 0 || after >= 6 || (before >= 0 && before <= after));
}

bool fits_precision(const TypeName& from, const TypeName& to) {
  const std::int32_t before = precision(from), after = precision(to);
  return after < 0 || after >= 6 || (before >= 0 && before <= after);
}

bool fits_numeric(const TypeName& from, const TypeName& to) {
  if (to.modifiers.empty()) return true;
  if (from.modifiers.empty()) return false;
  const std::int32_t scale_before = std::max(modifier(from, 1), 0), scale_after = std::max(modifier(to, 1), 0);
  return scale_before == scale_after && modifier(from, 0) <= modifier(to, 0);
}

// varchar and varbit: no limit, or one that is no smaller.
bool fits_length(const TypeName& from, const TypeName& to) {
  if (to.modifiers.empty()) return true;
  return !from.modifiers.empty() && modifier(from, 0) <= modifier(to, 0);
}

// May the length coercion of a value that has type `from`, of the same base, be left out? (the planner's support functions)
bool fits(const TypeName& from, const TypeName& to) {
  if (from.words != to.words) return to.words.empty() && to.modifiers.empty();
  if (from.modifiers == to.modifiers) return true;
  if (is_built_in(to, "varchar") || is_built_in(to, "varbit")) return fits_length(from, to);
  if (is_built_in(to, "numeric")) return fits_numeric(from, to);
  if (is_built_in(to, "interval")) return fits_interval(from, to);
  if (is_temporal(to)) return fits_precision(from, to);
  return to.modifiers.empty();
}

bool has_checks(const TypeName& type, const Catalog& catalog) {
  TypeName each = type;
  for (int depth = 0; depth < 64; ++depth) {
    const Type* found = catalog.type(each.name);
    if (!found || found->kind != Type::Kind::domain || each.dimensions > 0) return false;
    if (found->not_null || !found->checks.empty()) return true;
    each = found->base;
  }
  return true;
}

bool is_zone_change(const TypeName& from, const TypeName& to) {
  return (is_built_in(from, "timestamp") && is_built_in(to, "timestamptz")) ||
         (is_built_in(from, "timestamptz") && is_built_in(to, "timestamp"));
}

Step convert_base(const TypeName& from, const TypeName& to, const TypeChangeContext& context) {
  if (from.name == to.name && from.dimensions == to.dimensions) {
    if (from.dimensions > 0) return from.modifiers == to.modifiers || to.modifiers.empty() ? Step::nothing : Step::compute;
    return fits(from, to) ? Step::nothing : Step::compute;
  }
  if (from.dimensions > 0 || to.dimensions > 0) return Step::compute;
  if (is_zone_change(from, to))
    return context.major >= 12 && context.utc && to.modifiers.empty() ? Step::other_index : Step::compute;
  const auto* cast = std::find_if(std::begin(binary_casts), std::end(binary_casts), [&](const BinaryCast& each) {
    return is_built_in(from, each.from) && is_built_in(to, each.to);
  });
  if (cast == std::end(binary_casts)) return Step::compute;
  const TypeName unlimited{.name = to.name, .modifiers = {}, .dimensions = 0};
  const bool same_family = is_built_in(to, "varchar") && is_built_in(from, "varchar");
  if (!to.modifiers.empty() && !(same_family && fits(from, to))) return Step::compute;
  return cast->same_index ? Step::nothing : Step::other_index;
}

Step convert(const TypeName& from, const TypeName& to, const TypeChangeContext& context) {
  if (from == to) return Step::nothing;
  if (has_checks(to, *context.catalog)) return Step::compute;
  if (from.dimensions > 0 || to.dimensions > 0) return convert_base(from, to, context);
  TypeName value = context.catalog->base_type(from);
  if (value.name != from.name) value.modifiers.clear();  // of a domain's values the server no longer knows the length
  return convert_base(value, context.catalog->base_type(to), context);
}

bool is_wider_number(std::string_view from, std::string_view to) {
  constexpr std::array order{"int2", "int4", "int8", "numeric"};
  const auto* a = std::find(order.begin(), order.end(), from);
  const auto* b = std::find(order.begin(), order.end(), to);
  if (a != order.end() && b != order.end()) return a <= b;
  return (from == "float4" && to == "float8") || ((from == "int2" || from == "int4") && to == "float8") ||
         (from == "int2" && to == "float4");
}

// Every value of the one is a value of the other, and reads the same.
bool widens(const TypeName& from, const TypeName& to) {
  if (from.dimensions != to.dimensions) return false;
  if (from.name == to.name) {
    if (is_built_in(to, "bpchar")) return modifier(from, 0) <= modifier(to, 0);
    return fits(from, to) ||
           (is_built_in(to, "numeric") &&
            modifier(to, 0) - std::max(modifier(to, 1), 0) >= modifier(from, 0) - std::max(modifier(from, 1), 0) &&
            !from.modifiers.empty() && modifier(to, 1) >= modifier(from, 1));
  }
  if (is_built_in(from, "timestamp") && is_built_in(to, "timestamptz") && to.modifiers.empty()) return true;
  if (from.dimensions > 0) return false;
  if (is_wider_number(from.name.name, to.name.name)) return to.modifiers.empty() || to.name.name != "numeric";
  const bool to_text =
      is_built_in(to, "text") || is_built_in(to, "citext") || (is_built_in(to, "varchar") && to.modifiers.empty());
  return (to_text && (is_built_in(from, "varchar") || is_built_in(from, "text") || is_built_in(from, "bpchar"))) ||
         (is_built_in(from, "bpchar") && is_built_in(to, "varchar") && fits_length(from, to)) ||
         (is_built_in(from, "cidr") && is_built_in(to, "inet"));
}

}  // namespace

TypeChange type_change(const Column& column, const AlterAction& action, const TypeChangeContext& context) {
  const auto whole = [&](TypeName type) {
    type.name = context.catalog->whole_type(type.name);
    return type;
  };
  const TypeName to = whole(action.column.type);
  TypeChange change;
  Step worst = Step::nothing;
  TypeName value = column.type;
  if (action.expression) {
    const bool own = action.expression.plain && action.expression.columns == std::vector<std::string>{column.name};
    if (!own) worst = Step::compute;
    change.plain = own;
    for (auto cast = action.expression.casts.rbegin(); own && cast != action.expression.casts.rend(); ++cast) {
      worst = std::max(worst, convert(value, whole(*cast), context));
      value = whole(*cast);
    }
  }
  worst = std::max(worst, convert(value, to, context));
  const bool other_collation =
      action.column.collation != column.collation && !(action.column.collation.empty() && column.collation.name == "default");
  change.rewrites = worst == Step::compute;
  change.rebuilds_indexes = worst == Step::other_index || other_collation;
  change.narrows = has_checks(to, *context.catalog)
                       ? column.type != to
                       : !widens(context.catalog->base_type(column.type), context.catalog->base_type(to));
  return change;
}

}  // namespace safeops::sql
