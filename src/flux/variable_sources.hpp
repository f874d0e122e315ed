#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "flux/delivery.hpp"
#include "flux/variables.hpp"

namespace safeops::flux {

// Whether a `${` that is left where these were filled in is no variable, but meant as it is written.
bool all_known(const Variables& variables);

// The ConfigMaps and Secrets of one cluster that variables can come from, as far as the repository delivers them. Of a Secret
// only the names count, in the clear or not: what its values fill in would be quoted by messages.
class VariableSources {
 public:
  // `left_is_meant`: as all_known() says of the variables of the build.
  void learn(const Build& build, bool left_is_meant);

  // The variables of a Flux Kustomization: of `substituteFrom`, the last one that has a name deciding, then of `substitute`. A
  // source that is not known is taken not to set what another one sets. `left_is_meant` as above, of the build that holds it.
  Variables variables_of(const Object& kustomization, bool left_is_meant);

  // Whether something asked for was learnt, or learnt anew, since the last call.
  [[nodiscard]] bool take_stale() { return std::exchange(stale_, false); }

 private:
  using Values = std::map<std::string, yaml::Node>;

  static Values values_of(const Object& object, bool left_is_meant);

  std::map<Id, Values> known_;
  std::set<Id> asked_;
  bool stale_ = false;
};

}  // namespace safeops::flux
