#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sql/script.hpp"

namespace safeops::sql {

// A stretch of a file that the migration tool runs as one, up to where the next begins.
struct Batch {
  enum class Wrapping {
    unknown,      // no tool is known: what the text does not say does not count
    apart,        // each statement is sent on its own
    message,      // all of it in one message, which the server runs as one transaction
    transaction,  // the tool opens a transaction around it
  };
  std::uint32_t begin = 0;
  Wrapping wrapping = Wrapping::unknown;
  bool sorts_itself = false;  // Flyway runs a file of nothing but statements that no transaction may hold without one
};

// How the migration tool sends a file to the server: what it does by default and what markers in comments ask of it. The first
// batch begins at 0, so that every statement has one.
std::vector<Batch> read_batches(std::string_view text, Framework framework);

}  // namespace safeops::sql
