#pragma once

#include <optional>
#include <vector>

#include "estate/shell.hpp"

namespace safeops {

// One call of psql, as its options say (PostgreSQL: Client Applications, psql).
struct PsqlCall {
  std::vector<ShellWord> statements;  // -c
  std::vector<ShellWord> files;       // -f
  bool in_one_transaction = false;    // -1, --single-transaction
  bool stops_on_error = false;        // ON_ERROR_STOP
  bool only_informs = false;          // --list, --version, --help
};
// Of a command that runs psql, also behind `exec`, `timeout 5`, `kubectl exec pod --`; none for every other one.
std::optional<PsqlCall> read_psql_call(const ShellCommand& command);

// What all commands of a container tell of how it runs psql.
struct PsqlUse {
  bool runs = false;
  bool asks_first = false;  // it reads something from the database, which may decide what runs
  bool in_one_transaction = false;
  bool stops_on_error = false;
  bool takes_all = false;  // *.sql
};
PsqlUse read_psql_use(const std::vector<ShellCommand>& commands);

}  // namespace safeops
