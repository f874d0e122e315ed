#pragma once

#include <string>
#include <vector>

namespace safeops {

// What a command that writes documents is asked. Which fields count depends on the command; empty means: find out.
struct ScaffoldCall {
  enum class Command { none, plan, approve, evidence_add, evidence_new, init };
  Command command = Command::none;
  bool force = false;    // replace what is there
  bool dry_run = false;  // init: print what would be written
  bool hook = false;     // init: the pre-push hook, too

  std::string plan;      // its name
  std::string file;      // to add as evidence, `-` for standard input
  std::string evidence;  // what to begin: drill, restore or break-glass
  std::string app;       // a plan's
  std::string database;  // a plan's: metadata.name of the Cluster
  std::vector<std::string> expand;
  std::vector<std::string> contract;
  std::string flag;      // CONFIGMAP/KEY
  std::string duration;  // of the rollback window
  std::string owner;     // who decides to roll back
  std::string phase;     // an approval's: expand or contract
  std::string decision;  // an approval's: go or no-go
  std::string by;        // an approval's: @handle or e-mail address
};

}  // namespace safeops
