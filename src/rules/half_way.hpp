#pragma once

#include <optional>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// A migration that can stop with some of its statements committed and is then run again from its start.
struct HalfWay {
  enum class Reason {
    apart,         // nothing holds its statements together
    index,         // a concurrent build that fails leaves an invalid index
    runs_all,      // psql is given every file each time the Job runs
    job_restarts,  // psql commits statement by statement, and the Job starts again when it fails
  };
  Reason reason = Reason::apart;
  const MigrationRun* run = nullptr;              // the one that has it so; null where the text alone says it
  std::vector<const StatementFacts*> statements;  // that fail in the second run, in order; never empty
};
// None where everything commits together, where the second run succeeds, and where it is not known how the file is run.
std::optional<HalfWay> half_way(const Change& change, const MigrationStep& step);

}  // namespace safeops::rules
