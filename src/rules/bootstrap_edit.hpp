#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// What an edit of `spec.bootstrap` adds to a Cluster that exists. The operator reads it once, when it makes the Cluster.
struct BootstrapEdit {
  std::vector<const yaml::Node*> sql;   // entries of postInit*SQL that are new
  const yaml::Node* setting = nullptr;  // the first other value that is new or changed; null for none
};

// Leaves out: what was only taken away, values only known in the cluster, `secret` (the operator keeps following it), and a
// `recovery` that makes way for something else.
BootstrapEdit bootstrap_edit(const Cluster& before, const Cluster& after);

}  // namespace safeops::rules
