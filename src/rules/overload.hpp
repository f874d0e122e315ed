#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// A function that a change makes, against one of the same name that stood before. PostgreSQL: "Function Overloading", and
// "Functions with Default Values for Arguments".

std::vector<sql::TypeName> argument_types(const sql::CreateRoutine& made);
std::string signature(const sql::Name& name, const std::vector<sql::TypeName>& arguments);  // "price(bigint, date)"

bool same_arguments(const sql::Routine& old, const sql::CreateRoutine& made);
bool same_result(const sql::Routine& old, const sql::CreateRoutine& made);

// Every call of the old one fits the new one: it has the same arguments first, defaults for those it adds, and the same result.
bool takes_every_call(const sql::Routine& old, const sql::CreateRoutine& made);

// The least number of arguments of a call that fits both where both stand; none where no call does.
std::optional<std::size_t> shared_call(const sql::Routine& old, const sql::CreateRoutine& made);

// A statement of the migration drops it.
bool is_dropped(const MigrationStep& step, const sql::Routine& old);

}  // namespace safeops::rules
