#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "change/change.hpp"
#include "gate/verdict.hpp"

namespace safeops {

// How the path a statement stands in is called, for files that were read under another.
using PathNames = std::function<std::string(std::string_view)>;

// What each new statement of a change does: its place, kind, phase, the locks it takes, what it rewrites and scans, whether it
// runs inside a transaction and a second time, and what the rules say of it. `verdict` is what they say of the change. As JSON
// the items of an array, without its brackets; empty for no statement.
std::string write_statements_json(const Change& change, const Verdict& verdict, const PathNames& names);
std::string write_statements_text(const Change& change, const Verdict& verdict, const PathNames& names, bool color);

}  // namespace safeops
