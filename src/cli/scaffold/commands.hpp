#pragma once

#include "cli/arguments.hpp"
#include "cli/cli.hpp"

namespace CLI {
class App;
}

namespace safeops {

// The commands that write documents below `.safeops/`: their options, and running the one that was called. Returns the exit code.
void add_scaffold_commands(CLI::App& app, Arguments& arguments);
int run_scaffold(const Arguments& arguments, const Surroundings& surroundings);

int run_plan_new(const Arguments& arguments, const Surroundings& surroundings);
int run_approve(const Arguments& arguments, const Surroundings& surroundings);
int run_evidence_add(const Arguments& arguments, const Surroundings& surroundings);
int run_evidence_new(const Arguments& arguments, const Surroundings& surroundings);
int run_init(const Arguments& arguments, const Surroundings& surroundings);

}  // namespace safeops
