#pragma once

#include <string_view>

#include "estate/policy.hpp"
#include "flux/delivery.hpp"

namespace safeops {

// Which environment an object belongs to. In this order: the policy's paths and namespaces; the path of the Flux Kustomization
// that applies it, then of the ones above it; the object's namespace. Paths and namespaces are matched against the environment's
// name and its usual spellings (dev, develop, development; stage, staging, stg; prod, production, prd, live), the last component
// of a path first. Null when none matches.
class Placement {
 public:
  // Both must outlive it.
  Placement(const std::vector<Environment>& environments, const flux::Delivery& delivery);

  [[nodiscard]] const Environment* of(const flux::Object& object, const flux::Unit& unit) const;
  [[nodiscard]] const Environment* of_file(const flux::Object& object, std::string_view path) const;  // what nothing applies

 private:
  [[nodiscard]] const Environment* by_policy(std::string_view path, std::string_view namespace_) const;
  [[nodiscard]] const Environment* by_path(std::string_view path) const;
  [[nodiscard]] const Environment* by_word(std::string_view word) const;

  const std::vector<Environment>* environments_;
  const flux::Delivery* delivery_;
};

}  // namespace safeops
