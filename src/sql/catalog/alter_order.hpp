#pragma once

#include <vector>

#include "sql/syntax/command.hpp"

namespace safeops::sql {

// The commands of an ALTER TABLE in the order they run, whatever their order in the text: what drops, then types, new columns,
// constraints on them ... (tablecmds.c, AlterTablePass).
std::vector<const AlterAction*> in_order_of_passes(const AlterTable& statement);

}  // namespace safeops::sql
