#pragma once

#include "change/change.hpp"

namespace safeops {

// Was the line at which `place` begins in its file at `time` already, on the base branch? By the text of the line, wherever in
// the file it stood. False where the history does not reach as far, and where the file had another path then.
bool stood_at(const Change& change, const text::Place& place, text::Seconds time);

}  // namespace safeops
