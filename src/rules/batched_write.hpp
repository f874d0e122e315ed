#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// One batch of an UPDATE or DELETE that goes over many rows, and how to go on: "one range of id after the other: `...`" where the
// key is a number, "until none is left: `...`" where the rows written no longer fit the condition. In the statement's own words;
// "..." where these are long or join tables.
std::string batched_write(const Change& change, const StatementFacts& facts, const sql::Query::Write& write);

}  // namespace safeops::rules
