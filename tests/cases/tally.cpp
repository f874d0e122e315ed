#include "cases/tally.hpp"

#include <iostream>

namespace safeops::test {

void Tally::expect(bool holds, const std::string& otherwise) {
  ++(holds ? passed_ : failed_);
  if (!holds) std::cerr << "FAILED: " << otherwise << "\n";
}

int Tally::finish() const {
  std::cout << passed_ << " passed, " << failed_ << " failed\n";
  return failed_ ? 1 : 0;
}

}  // namespace safeops::test
