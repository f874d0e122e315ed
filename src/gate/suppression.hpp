#pragma once

#include <deque>
#include <vector>

#include "change/change.hpp"
#include "gate/verdict.hpp"

namespace safeops {

// The `safeops:allow` comments of the files findings point into, and which of them have been of use.
class Suppressions {
 public:
  Suppressions(const Change& change, Library& library) : change_(&change), library_(&library) {}

  // Silences a finding when a comment speaks for its line, its rule lets itself be silenced, and the comment still holds. A
  // comment that speaks for a hard stop is remembered as refused.
  void apply(Judged& judged);

  // What the gate itself has to say once all findings are known (rules gate-suppression-unused and gate-suppression-refused),
  // about comments in files this change touches. A comment for a rule that did not run is never called unused.
  void report(const std::vector<const RuleEntry*>& ran, std::vector<Finding>& into) const;

 private:
  struct Tracked {
    AllowComment comment;
    bool used = false;
    bool refused = false;
  };
  std::deque<Tracked>& comments_of(const text::Source& source);

  const Change* change_;
  Library* library_;
  std::map<const text::Source*, std::deque<Tracked>> by_source_;
};

}  // namespace safeops
