#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/rule.hpp"

namespace safeops::rules {

// What goes on while a lock is held, lightest first.
enum class Work { instant, scan, index_build, rewrite };

struct BlockedTable {
  sql::Name name;    // whole
  std::string text;  // for messages: "users", "the table of users_login_idx"
  sql::LockMode mode = sql::LockMode::access_share;
  Work work = Work::instant;  // on this table
  bool named = false;         // by the statement, as what it is about; partitions of such a table too

  [[nodiscard]] bool reads() const { return sql::blocks_reads(mode); }
};

// Which rule a statement's lock is the business of: each statement has at most one.
enum class LockHazard {
  none,
  index_not_concurrent,
  drop_index_not_concurrent,
  reindex_not_concurrent,
  maintenance,
  rewrite,
  index_build,
  scan,
  other_table,
};

// Tables that stood before the change and of which readers or writers wait while a statement runs. All its locks are held until
// its end, so the heaviest work counts for all of them.
struct Blocking {
  const StatementFacts* facts = nullptr;
  std::vector<BlockedTable> tables;  // the most blocked first
  Work work = Work::instant;
  LockHazard hazard = LockHazard::none;

  [[nodiscard]] text::Place place() const;
  // "Reads and writes of users and writes of orders wait while users is read from end to end."
  [[nodiscard]] std::string in_words() const;
  [[nodiscard]] std::string first_table() const;  // one the statement names, where there is one
};

Blocking blocking_of(const StatementFacts& facts);
// The new statements that are one rule's business, in order.
std::vector<Blocking> blocking_statements(const Change& change, LockHazard hazard);

// As SQL and messages write it: without the schema where that is public.
std::string table_name(const sql::Name& name);
std::string joined(const std::vector<std::string>& words, std::size_t most = 3);  // "a, b, c and 4 more"

}  // namespace safeops::rules
