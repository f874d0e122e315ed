#include <algorithm>

#include "flux/discovery.hpp"

namespace safeops::flux {

struct Renderer::Cache {
  RenderCache builds;
  TreeScan scan;
};

bool Build::failed() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.kind == Problem::Kind::error; });
}

Renderer::Renderer(text::Sources& sources, yaml::Documents& documents)
    : sources_(&sources), documents_(&documents), cache_(std::make_unique<Cache>()) {}

Renderer::~Renderer() = default;

Delivery Renderer::deliver(const git::Snapshot& snapshot) {
  Delivery delivery;
  UnitBuilder builder(snapshot, *sources_, *documents_, cache_->builds);
  const TreeScan::Found found = cache_->scan.run(snapshot);
  FluxDiscovery discovery(snapshot, builder);
  delivery.has_flux = discovery.load(found);
  if (delivery.has_flux)
    discovery.run(delivery);
  else
    find_plain_units(found, snapshot, builder, delivery);
  for (const Unit& unit : delivery.units) delivery.reached.insert(unit.build->inputs.begin(), unit.build->inputs.end());
  return delivery;
}

std::shared_ptr<const Build> Renderer::build(const git::Snapshot& snapshot, std::string_view directory) {
  return UnitBuilder(snapshot, *sources_, *documents_, cache_->builds).kustomize(directory);
}

}  // namespace safeops::flux
