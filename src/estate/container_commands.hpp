#pragma once

#include <string>
#include <vector>

#include "estate/shell.hpp"
#include "flux/object.hpp"

namespace safeops {

// What one container is told to run, shells taken away: of `sh -c "a && b"` there are a and b.
struct ContainerCommands {
  std::string container;  // its name; that of the container around a hook or probe
  std::vector<ShellCommand> commands;
  bool cut_off = false;  // there is more shell inside shell than is read
};

// Of everything in the object that looks like a container: `command` and `args`, be it in a pod template, a hook, a probe or the
// values of a chart; `script` of a Tekton step, `source` of an Argo script; values that are called `*.sh`. An image that only
// wraps one program (psql, flyway) counts as that program. The object must outlive it.
std::vector<ContainerCommands> container_commands(const flux::Object& object);

// Those of a text that is a shell script; empty for every other one.
ContainerCommands script_commands(const yaml::Node& text, std::string_view name);

}  // namespace safeops
