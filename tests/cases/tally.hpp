#pragma once

#include <string>

namespace safeops::test {

// Counts what held. What did not is told on standard error at once, and the run goes on.
class Tally {
 public:
  void expect(bool holds, const std::string& otherwise);
  // Prints the two counts; returns the exit code of the program.
  [[nodiscard]] int finish() const;

 private:
  int passed_ = 0;
  int failed_ = 0;
};

}  // namespace safeops::test
