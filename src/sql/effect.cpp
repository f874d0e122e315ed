#include <algorithm>

#include "sql/script.hpp"

namespace safeops::sql {

namespace {

// No query names an index.
Phase phase_of_rename(Effect::Target target) {
  return target == Effect::Target::index ? Phase::neutral : Phase::contract;
}

int severity(Phase phase) {
  switch (phase) {
    case Phase::neutral:
      return 0;
    case Phase::expand:
      return 1;
    case Phase::data:
      return 2;
    case Phase::unknown:
      return 3;
    case Phase::contract:
      return 4;
  }
  return 0;
}

}  // namespace

Phase Effect::phase() const {
  switch (kind) {
    case Kind::rename:
      return phase_of_rename(target);
    case Kind::drop_table:
    case Kind::drop_column:
    case Kind::drop_schema:
    case Kind::drop_database:
    case Kind::drop_view:
    case Kind::drop_materialized_view:
    case Kind::drop_type:
    case Kind::drop_function:
    case Kind::drop_sequence:
    case Kind::drop_extension:
    case Kind::drop_default:
    case Kind::drop_constraint:
    case Kind::drop_trigger:
    case Kind::drop_owned:
    case Kind::drop_other:
    case Kind::set_schema:
    case Kind::change_type:
    case Kind::set_not_null:
    case Kind::add_check:
    case Kind::add_unique:
    case Kind::add_primary_key:
    case Kind::add_foreign_key:
    case Kind::add_exclude:
    case Kind::add_required_column:
    case Kind::revoke:
    case Kind::row_security:
    case Kind::owner:
    case Kind::detach_partition:
      return Phase::contract;
    case Kind::create_table:
    case Kind::create_schema:
    case Kind::create_view:
    case Kind::create_materialized_view:
    case Kind::create_type:
    case Kind::create_function:
    case Kind::create_sequence:
    case Kind::create_extension:
    case Kind::create_index:
    case Kind::create_trigger:
    case Kind::create_other:
    case Kind::add_column:
    case Kind::add_enum_value:
    case Kind::attach_partition:
    case Kind::drop_not_null:
    case Kind::set_default:
    case Kind::drop_index:
    case Kind::validate_constraint:
    case Kind::replace_function:
    case Kind::replace_view:
      return Phase::expand;
    case Kind::truncate:
    case Kind::delete_rows:
    case Kind::update_rows:
    case Kind::insert_rows:
    case Kind::copy_rows:
    case Kind::merge_rows:
      return Phase::data;
    case Kind::lock_table:
    case Kind::setting:
    case Kind::transaction:
    case Kind::maintenance:
    case Kind::grant:
    case Kind::comment:
    case Kind::select:
    case Kind::other:
      return Phase::neutral;
    case Kind::call:
    case Kind::dynamic_sql:
      return Phase::unknown;
  }
  return Phase::unknown;
}

Phase Statement::phase() const {
  Phase worst = Phase::neutral;
  for (const Effect& effect : effects)
    if (severity(effect.phase()) > severity(worst)) worst = effect.phase();
  return worst;
}

Phase Script::phase() const {
  const auto forward = [](const auto& part) { return part.direction == Direction::up; };
  Phase worst = std::any_of(problems.begin(), problems.end(), forward) ? Phase::unknown : Phase::neutral;
  for (const Statement& statement : statements)
    if (forward(statement) && severity(statement.phase()) > severity(worst)) worst = statement.phase();
  return worst;
}

std::string_view to_string(Phase phase) {
  switch (phase) {
    case Phase::neutral:
      return "neutral";
    case Phase::expand:
      return "expand";
    case Phase::data:
      return "data";
    case Phase::contract:
      return "contract";
    case Phase::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace safeops::sql
