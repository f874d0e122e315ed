#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// What a migration on the base branch did, after which the version before it cannot run.
struct LandedContract {
  std::string path;      // of the file that holds or held it
  std::size_t step = 0;  // of the history: the commit it landed with
  std::string what;      // "drop column users.login"; "a contract step of plan login-v2"
  text::Place place;
  const sql::Effect* effect = nullptr;  // null where plan, name or header say it is one and no statement does
  std::optional<std::size_t> lost;      // the commit that took it out of the file, or the file away
};

// Those of the databases an app is on, the last to land first. What plan, name or header call a contract step is one; of the rest
// what drops or renames a table or column that has not come with the same file.
std::vector<LandedContract> contracts_under(const Change& change, const Workload& workload);
// Those and, behind them, what the base branch has no more, by Change::lost_sql(). What was only moved, or was away for a time,
// landed when it first did. To be asked for only where something goes back.
std::vector<LandedContract> contracts_ever_under(const Change& change, const Workload& workload);

// With which commits other migrations made what a contract takes, by its name.
struct Making {
  std::optional<std::size_t> before;  // the last before the contract
  std::optional<std::size_t> after;   // given back; whether the data is back too, git does not say
  bool renamed_back = false;          // it is
};
Making making_of(const Change& change, const LandedContract& contract);

}  // namespace safeops::rules
