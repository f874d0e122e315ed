#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// What to say of a statement after which the version that is still running may break.
struct Breakage {
  std::string what;
  std::string why;
  std::string next;  // outside a contract step; inside one the plan has the next step
  std::vector<Related> related = {};
};

// An error outside a contract step and a note inside one, at the statement, related to the line of the plan that names its file.
Finding contract_finding(const SchemaEffect& effect, Breakage breakage);

// Where a statement that may break the running version belongs: "in 002-drop.sql, the contract step of plan login-v2".
std::string in_contract_step(const SchemaEffect& effect);

// The safe order for taking something away: "Stop <use> in the app, release that and ...; then run `<statement>` in ...".
std::string remove_later(const SchemaEffect& effect, std::string_view use, std::string_view statement);

// One name as SQL writes it, quoted where it must be.
std::string identifier(std::string_view name);

// A column, constraint, trigger or enum value behind what it belongs to: users.login.
std::string member_name(const sql::Effect& effect);

}  // namespace safeops::rules
