#pragma once

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// What ALTER COLUMN ... TYPE does to the rows (ATColumnChangeRequiresRewrite) and to the indexes of the column
// (CheckIndexCompatible).
struct TypeChange {
  bool rewrites = false;          // every row is computed anew
  bool rebuilds_indexes = false;  // the rows stay, but plain indexes of the column are built anew
  bool narrows = false;           // values that were legal may no longer be, or lose something
  bool plain = true;              // no USING, or one that only casts the column
};

struct TypeChangeContext {
  const Catalog* catalog = nullptr;
  int major = 18;
  bool utc = true;  // the session's time zone has no offset
};

// `action` is the ALTER COLUMN TYPE of a column that is now `column`.
TypeChange type_change(const Column& column, const AlterAction& action, const TypeChangeContext& context);

}  // namespace safeops::sql
