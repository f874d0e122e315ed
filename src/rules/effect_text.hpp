#pragma once

#include <string>

#include "sql/script.hpp"

namespace safeops::rules {

// What a statement does, for the middle of a sentence: "drop column users.login", "rename table users to accounts", "create a
// view whose name is put in when it runs".
std::string in_words(const sql::Effect& effect);

}  // namespace safeops::rules
