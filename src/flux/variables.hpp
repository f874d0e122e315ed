#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "flux/object.hpp"
#include "yaml/node.hpp"

namespace safeops::flux {

// The variables of a Flux Kustomization's postBuild.
struct Variables {
  // Newlines taken out, each with the place that set it. Null where the name is known and the value is not: SOPS ciphertext.
  std::map<std::string, yaml::Node, std::less<>> values;
  bool complete = true;  // false when some come from a source that is not in the repository: a name not here may be set there
  bool always = false;   // substitute even without any variable

  [[nodiscard]] bool configured() const { return always || !values.empty() || !complete; }
};

// A `${name}` that became nothing: no variable of that name, and no default.
struct UndefinedVariable {
  std::string name;
  Id object;  // that holds it
  text::Place place;
};

}  // namespace safeops::flux
