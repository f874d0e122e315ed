#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/catalog/catalog.hpp"
#include "sql/cost/lock_mode.hpp"

namespace safeops::sql {

// The server a statement runs on.
struct Server {
  int major = 18;                 // 11 to 18
  std::string time_zone = "UTC";  // of the session
  bool rows_known = false;        // the catalog was built of all there is: tables nothing was put into are empty
};

// What running a statement does to a service that is using the database, as far as text and catalog tell: measured on servers 11
// to 18, not read from the manual. Names are whole; relations the statement itself makes are left out.
struct Cost {
  std::map<Name, LockMode> locks;      // the strongest on each relation, indexes included
  std::set<Name> rewrites;             // relations written anew as a whole, in a new file
  std::set<Name> scans;                // tables read from end to end
  std::set<Name> builds;               // tables an index is built of; all of them are scanned
  bool transaction_forbidden = false;  // cannot run inside a transaction block (25001)
  bool uncertain = false;              // a table it is about is not in the catalog: there may be more

  [[nodiscard]] bool locks_at_least(const Name& relation, LockMode mode) const;
};

// `catalog` is what stood before the statement.
Cost cost_of(const Command& command, const Catalog& catalog, const Server& server);

}  // namespace safeops::sql
