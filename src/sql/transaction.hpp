#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sql/batches.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

// What a statement runs in, beside the transaction of its own that it always has.
struct Enclosure {
  enum class Kind {
    nothing,
    begin,    // a BEGIN in the text
    tool,     // a transaction of the migration tool
    message,  // several statements sent in one message
    body,     // the DO block that holds it, which stands in nothing else
  };
  Kind kind = Kind::nothing;
  std::uint32_t number = 0;  // the same for statements that commit together

  [[nodiscard]] bool encloses() const { return kind != Kind::nothing; }
};

// A BEGIN or COMMIT that does not do what it says.
struct TransactionFault {
  enum class Kind {
    nested_begin,  // inside a transaction already: a warning and nothing else
    stray_end,     // COMMIT or ROLLBACK without a transaction
    ends_tool,     // COMMIT or ROLLBACK of the transaction that the tool opened
    unfinished,    // BEGIN without an end: the session goes away and everything with it
  };
  Kind kind;
  const Statement* statement;
};

// Which statements of a script share a transaction, given how the tool sends them and what BEGIN and COMMIT in the text say.
struct Transactions {
  std::vector<Enclosure> enclosures;  // one a statement, in their order
  std::vector<TransactionFault> faults;
  bool tool_known = false;  // else the text may run inside of something it does not say

  [[nodiscard]] const Enclosure& of(const Script& script, const Statement& statement) const {
    return enclosures[static_cast<std::size_t>(&statement - script.statements.data())];
  }
};
// `text` is what the script was read from.
Transactions transactions_of(const Script& script, std::string_view text);

}  // namespace safeops::sql
