#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// What a change does, for a record to name: the digest of each of its files but the evidence, by path; "removed" for one it
// removes.
using FilesToName = std::map<std::string, std::string, std::less<>>;
FilesToName files_to_name(const Change& change);

// What a BreakGlass document lacks to let this change pass, as clauses: "it names no recovery path". Empty: it is in force.
std::vector<std::string> lacks(const Change& change, const BreakGlass& record, const FilesToName& wanted);

// The record that is complete, approved by somebody who is no author of the change and may approve, and names exactly the files
// of this change; null when none does. It lifts the hard stops of the areas evidence and window.
const BreakGlass* break_glass_in_force(const Change& change);

// Is this record new in this change?
bool is_new(const Change& change, const BreakGlass& record);

}  // namespace safeops::rules
