#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// The names PostgreSQL gives to what a statement leaves nameless: "users_email_key", "users_id_seq1".

// `first` and `second` cut so that the whole fits the 63 bytes of a name (makeObjectName).
std::string made_up_name(std::string_view first, std::string_view second, std::string_view label);

// With a number where the schema has a relation, for constraints with an index also a constraint, of that name already.
std::string free_relation_name(Catalog& catalog, const Name& table, std::string_view columns, std::string_view label,
                               bool constraint);
std::string free_constraint_name(Catalog& catalog, const Name& table, std::string_view columns, std::string_view label);

// The part that stands for columns: their names joined, cut past 63 bytes.
std::string joined_columns(const std::vector<std::string>& columns);
std::string joined_columns(const Index& index);

}  // namespace safeops::sql
