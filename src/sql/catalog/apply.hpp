#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// Does to the catalog what the statement does to a database. Never fails: of what does not exist, or exists already, it does as
// much as can be meant, and a table nothing is known of is put down as `partial`. Settings that matter to names (search_path)
// are followed.
void apply(const Command& command, Catalog& catalog);

// Why PostgreSQL would refuse the statement, in its words: "relation \"users\" already exists".
struct Conflict {
  std::string_view sqlstate;  // "42P07"
  std::string message;
  Name object;           // the relation, type ... that is missing or in the way
  std::string member;    // its column, constraint ...; empty where it is the object itself
  bool missing = false;  // it does not exist; false: it exists already, or has the wrong form
};

// The first reason, or nothing. What a `partial` relation may have does not conflict.
std::optional<Conflict> find_conflict(const Command& command, const Catalog& catalog);

// How a type change, a dropped column ... would differ: everything two catalogs do not have in common, one phrase a difference,
// in order of names: "table users: column login is missing". For checking that down undoes up.
std::vector<std::string> differences(const Catalog& before, const Catalog& after);

// What a CASCADE takes along, and what falls with an object without being named: phrases for messages, in order.
struct Falling {
  ObjectClass object = ObjectClass::view;
  Name name;           // of constraints, columns and the like the table
  std::string member;  // constraint, column, trigger ...
  bool asked = true;   // false: falls without CASCADE, as indexes and checks of a dropped column do
};
std::vector<Falling> falling_with(const Drop& drop, const Catalog& catalog);
std::vector<Falling> falling_with(const AlterAction& action, const Relation& table, const Catalog& catalog);

}  // namespace safeops::sql
