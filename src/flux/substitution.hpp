#pragma once

#include <map>
#include <string>
#include <vector>

#include "flux/object.hpp"

namespace safeops::flux {

// The variables of a Flux Kustomization's postBuild.
struct Variables {
  std::map<std::string, yaml::Node, std::less<>> values;  // newlines taken out, each with the place that set it
  bool complete = true;  // false when some come from a source that is not in the repository: a name not here may be set there

  [[nodiscard]] bool configured() const { return !values.empty() || !complete; }
};

// Replaces `${name}`, `${name:-default}`, `${name-default}`, `${name:=default}` and `${name=default}` in every value of the
// objects, and `$${` by `${`, unless an object opts out. What is not known, and operators not listed, stay as they are written.
void substitute(std::vector<Object>& objects, const Variables& variables);

}  // namespace safeops::flux
