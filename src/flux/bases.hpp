#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "flux/accumulator.hpp"
#include "flux/delivery.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// What a directory hands on to the overlays that use it, and what it took to find out.
struct Base {
  enum class Kind { none, kustomization, component };
  Kind kind = Kind::none;
  Accumulator gathered;
  std::vector<Problem> problems;
  Inputs inputs;
  std::vector<std::string> directories;  // itself and those it uses
  std::size_t objects = 0;               // what it uses of a build's limits
  std::size_t nodes = 0;
  bool exhausted = false;  // ended at one of the limits
};

// The bases of one revision, each accumulated once however many overlays use it: those without errors, which may depend on who
// asks. By directory.
using Bases = std::map<std::string, std::shared_ptr<const Base>, std::less<>>;

}  // namespace safeops::flux
