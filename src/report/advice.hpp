#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/audit.hpp"

namespace safeops::report {

// What the findings of one rule have to say beside what is wrong, each sentence once however many findings say it.
struct Advice {
  const RuleEntry* rule = nullptr;
  Level level = Level::error;  // of the worst of them
  std::size_t findings = 0;
  std::vector<std::string> why;
  std::vector<std::string> next;  // at most `most_next`
  std::size_t next_left_out = 0;

  static constexpr std::size_t most_next = 12;
};

// The worst first. Silenced findings have no say.
std::vector<Advice> advice_of(const Verdict& verdict);

}  // namespace safeops::report
