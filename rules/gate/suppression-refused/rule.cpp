#include "rules/rule.hpp"

namespace safeops::rules {

// Raised by the gate, once every other rule has spoken.
extern constinit const Rule gate_suppression_refused{.title = "An allowance cannot silence a hard stop", .level = Level::error};

}  // namespace safeops::rules
