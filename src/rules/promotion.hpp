#pragma once

#include <optional>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The environment a change should have been in before this one, and was not.
struct SkippedEnvironment {
  const Environment* environment = nullptr;
  text::Place there;  // what stands there instead, at base; none where nothing does
  std::string says;   // "develop runs 1.5.0"
};

// A release of an app on a database that its environment is the first to run. Only for an app whose version of before was
// promoted: it had been live in the earlier environment for a while when it came here. A version that was live here before is a
// rollback.
std::optional<SkippedEnvironment> skipped_by(const Change& change, const Release& release);

// A migration that begins to run in an environment, while an earlier one, in which an object of the same name runs others, is to
// run it neither now nor with this change.
std::optional<SkippedEnvironment> skipped_by(const Change& change, const MigrationRun& run);

}  // namespace safeops::rules
