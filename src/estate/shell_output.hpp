#pragma once

#include <optional>

#include "estate/shell.hpp"

namespace safeops {

// Is it `echo`, `printf` or `cat`, whose words are no commands?
bool only_prints(const ShellCommand& command);

// What `echo`, `printf` and `cat` of its input print, escapes and formats followed. None for every other command, and where
// that cannot be told, as for `printf %x`. What echo makes of `\n` depends on the shell; here it ends a line.
std::optional<ShellWord> output_of(const ShellCommand& command);

}  // namespace safeops
