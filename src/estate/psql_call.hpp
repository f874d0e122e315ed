#pragma once

#include <string_view>

namespace safeops {

// What the command of a container tells of how it runs psql, be it words of an argument list or a line of shell.
struct PsqlCall {
  bool runs = false;
  bool asks_first = false;          // it reads something from the database, which may decide what runs
  bool in_one_transaction = false;  // -1, --single-transaction
  bool stops_on_error = false;      // ON_ERROR_STOP
  bool takes_all = false;           // *.sql
};
PsqlCall read_psql_call(std::string_view command);

}  // namespace safeops
