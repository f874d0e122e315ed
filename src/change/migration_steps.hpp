#pragma once

#include <deque>
#include <functional>

#include "change/change.hpp"
#include "change/schema_history.hpp"

namespace safeops {

// The migrations that differ between two revisions, with the effects of every new statement, in the order they would run (by
// name), and what each meets in `schemas`. `file` finds the change of a path.
std::deque<MigrationStep> find_migration_steps(const Estate& base, const Estate& head, SchemaHistory& schemas,
                                               const std::function<const git::FileChange*(std::string_view)>& file);

}  // namespace safeops
