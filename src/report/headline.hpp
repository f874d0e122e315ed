#pragma once

#include <string>

#include "gate/verdict.hpp"

namespace safeops::report {

// "GO", "NO-GO" or "NO VERDICT": the answer in a word.
std::string_view verdict_word(const Verdict& verdict);

// The word as it heads a report: in advise mode it says each time that it is advice only.
std::string verdict_label(const Verdict& verdict);

// What the answer rests on, in one sentence or two: "2 errors (1 hard stop), 1 warning, 1 silenced."
std::string verdict_reason(const Verdict& verdict);

// "7 files changed: 5 looked at, 2 skipped, 0 not understood."
std::string coverage_sentence(const Coverage& coverage);

}  // namespace safeops::report
