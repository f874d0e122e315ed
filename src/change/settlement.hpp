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

  // Takes in what the statement renames; `now` is the schema it meets.
  void add(const sql::Command& command, const sql::Catalog& before, const sql::Catalog& now);
  // What the effect is about, by its whole name at base; `now` is the schema its statement meets.
  [[nodiscard]] sql::Name subject_of(const sql::Effect& effect, const sql::Catalog& now) const;
  // What the relation of that whole name was called at base.
  [[nodiscard]] sql::Name relation_at_base(const sql::Name& now) const;
};

// What a change comes to: the schema at base, and the one it leaves.
struct Outcome {
  const sql::Catalog& before;
  const sql::Catalog& after;
  const Renames& renames;
  bool certain = false;  // all statements of both were understood: what is not listed does not exist
};

// What one statement takes away and a later one gives back is not gone, and what was not there cannot go: marks such effects, and
// the type changes that leave a column with all the values it could have. Nothing is let off where the outcome is not certain.
void settle(MigrationStep& step, const Outcome& outcome);

}  // namespace safeops
