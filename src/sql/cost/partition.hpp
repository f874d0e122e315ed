#pragma once

#include <string_view>

#include "sql/cost/ledger.hpp"

namespace safeops::sql {

// A condition that holds only where the column is not null, whatever else it says: `x IS NOT NULL AND ...`.
bool proves_not_null(const Expression& condition, std::string_view column);

// Do the valid checks and NOT NULLs of a table prove that all its rows fit the bound? Then ATTACH PARTITION need not look.
bool proves_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound);

void cost_attach(const AlterAction& action, const Relation& parent, Ledger& ledger);
void cost_detach(const AlterAction& action, const Relation& parent, Ledger& ledger);
// Tables that refer to the parent get triggers for a new partition.
void lock_referring(const Relation& parent, Ledger& ledger);
// A table made as a partition, or attached: the default partition must be shown to hold none of its rows.
void cost_default_partition(const Relation& parent, Ledger& ledger);

}  // namespace safeops::sql
