#include "rules/rule.hpp"

namespace safeops::rules {

// Raised by the gate, once every other rule has spoken.
extern constinit const Rule gate_suppression_unused{
    .title = "An allowance silences nothing", .level = Level::warning, .lasting = true};

}  // namespace safeops::rules
