#pragma once

#include <string>
#include <string_view>

#include "change/change.hpp"
#include "rules/contract_effect.hpp"

namespace safeops::rules {

// A function or view that a change makes again, in another form, under the name the running version knows.

// The name advice gives the new one: users_v2.
std::string second_name(const SchemaEffect& made);

// "make `<create>;`, release a version that <uses> it, and when the rollback window has ended run `<drop>;` in ..."
std::string under_second_name(const SchemaEffect& made, std::string_view create, std::string_view uses, std::string_view drop);

// A warning at the statement; in a contract step a note.
Finding made_again(const SchemaEffect& made, Breakage breakage);

}  // namespace safeops::rules
