#pragma once

#include <map>

#include "change/change.hpp"
#include "sql/catalog/catalog.hpp"

namespace safeops {

// A relation that stood at base, or of which nothing is known, is old.
bool is_made_here(const sql::Name& name, const sql::Catalog& before, const sql::Catalog& now);

// Old relations and types that the change gives another name: the new one, and what they were called at base.
struct Renames {
  std::map<sql::Name, sql::Name> relations;
  std::map<sql::Name, sql::Name> types;

  // The whole name at base of what `catalog` knows by `name` in the course of the change.
  [[nodiscard]] sql::Name relation(const sql::Name& name, const sql::Catalog& catalog) const;
  [[nodiscard]] sql::Name type(const sql::Name& name, const sql::Catalog& catalog) const;
  // Takes in what the statement renames; `now` is the schema it meets.
  void add(const sql::Command& command, const sql::Catalog& before, const sql::Catalog& now);
};

// Holds the schema at base against the one after the change: what one statement takes away and a later one gives back is not
// gone, and what was not there cannot go. Marks such effects, and the type changes that leave a column with what it had.
void settle(MigrationStep& step, const sql::Catalog& before, const sql::Catalog& after, const Renames& renames);

}  // namespace safeops
