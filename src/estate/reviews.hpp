#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace safeops {

// Where a person stands on a pull request: the last review of theirs that took a side.
struct Review {
  enum class State { approved, changes_requested };
  std::string by;  // "@login"
  State state = State::approved;
  std::string commit;      // 40 hex digits: what they looked at
  bool may_write = false;  // the platform counts them among owner, members and collaborators
};

// Reads what GitHub answers to "list reviews for a pull request" (a JSON array; several pages one after another too). Comments
// take no side, a dismissed review is taken back, a machine's does not count; one review a person, by name. Throws CannotRun with
// a sentence for anything else.
std::vector<Review> read_reviews(std::string_view json, std::string_view called);

}  // namespace safeops
