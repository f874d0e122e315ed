#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// A migration on the base branch after which the version before it cannot run.
struct LandedContract {
  std::string path;      // of the file that holds or held it
  std::size_t step = 0;  // of the history: the commit it landed with
  std::string what;      // "drop column users.login"; "a contract step of plan login-v2"
  text::Place place;
  std::optional<std::size_t> lost;  // the commit that took it out of the file, or the file away
};

// Those of the databases an app is on, the last to land first. What plan, name or header call a contract step is one; of the rest
// what drops or renames a table or column the same file has not made.
std::vector<LandedContract> contracts_under(const Change& change, const Workload& workload);
// Those that the base branch has no more, by Change::lost_sql(). That is to be asked for only where something goes back.
std::vector<LandedContract> lost_contracts_under(const Change& change, const Workload& workload);

}  // namespace safeops::rules
