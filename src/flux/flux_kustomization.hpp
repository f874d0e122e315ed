#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flux/object.hpp"

namespace safeops::flux {

inline constexpr std::string_view kustomize_group = "kustomize.toolkit.fluxcd.io";
inline constexpr std::string_view flux_operator_group = "fluxcd.controlplane.io";

// Where a Kustomization takes its files from.
struct SourceReference {
  std::string kind;
  std::string namespace_;
  std::string name;

  auto operator<=>(const SourceReference&) const = default;
};

bool is_flux_kustomization(const Object& object);

// The Kustomization a FluxInstance keeps for its `spec.sync`; none without one.
std::optional<Object> sync_of_instance(const Object& instance);

std::string unit_name(const Object& kustomization);
SourceReference source_of(const Object& kustomization);
std::vector<std::string> dependencies_of(const Object& kustomization);
std::vector<Id> health_checks_of(const Object& kustomization);

// spec.path from the root of the source, which it cannot leave: `..` stops there.
std::string path_of(const Object& kustomization);

// What its spec adds to the kustomization in its path, in the fields of a kustomization.
yaml::Node overlay_of(const Object& kustomization);

// spec.commonMetadata, on every object.
void add_common_metadata(std::vector<Object>& objects, const yaml::Node& metadata);

}  // namespace safeops::flux
