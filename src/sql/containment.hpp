#pragma once

#include <chrono>
#include <string>

namespace safeops::sql {

enum class Grammar { sql, plpgsql, expression, assignment };

// What libpg_query made of a text.
struct Parsed {
  enum class Outcome {
    tree,      // `text` is the tree in JSON
    rejected,  // `text` is the server's message, `cursor` the byte it points at, from 1, 0 when it points nowhere
    crashed,   // `text` says how the parser died
    too_late,  // no time was left to try
  };
  Outcome outcome = Outcome::crashed;
  std::string text;
  int cursor = 0;
};

// Time for one file. The clock starts at the first contained parse, so plain files never look at it.
class Budget {
 public:
  explicit Budget(std::chrono::milliseconds all = std::chrono::seconds(8)) : all_(all) {}
  [[nodiscard]] int milliseconds_left();

 private:
  std::chrono::milliseconds all_;
  std::chrono::steady_clock::time_point end_{};
};

// Parses in this process. Only for text that is_plain() (scan.hpp): the parser recurses without a working stack check.
Parsed parse(const std::string& sql, Grammar grammar);

// Parses in a forked child with limits on CPU time (5 s), memory (512 MiB more than now) and wall-clock time (6 s, and what
// `budget` has left), whose death is an outcome. One child at a time in the whole process. The child only parses and writes; that
// it may allocate although the parent has threads is glibc's doing (sanitizers' allocators do not promise it).
Parsed parse_contained(const std::string& sql, Grammar grammar, Budget& budget);

}  // namespace safeops::sql
