#include <utility>

#include "flux/discovery.hpp"
#include "flux/prefetch.hpp"
#include "flux/problems.hpp"

namespace safeops::flux {

struct Renderer::Cache {
  explicit Cache(yaml::Documents& documents) : files(documents) {}

  ResourceFiles files;
  RenderCache builds;
  TreeScan scan;
  git::Oid tree;  // the bases are of
  std::map<std::string, Bases> bases;
  bool warm = false;  // something has been delivered: most of what is asked for is known

  // A revision's bases are forgotten with it: what they were made into is kept.
  std::map<std::string, Bases>& bases_of(const git::Snapshot& snapshot) {
    if (std::exchange(tree, snapshot.tree()) != snapshot.tree()) bases.clear();
    return bases;
  }
};

namespace {

std::size_t weigh(const yaml::Node& node) {
  std::size_t sum = 1 + node.text().size() / 64;
  for (const yaml::Node& item : node.items()) sum += weigh(item);
  for (const auto& [key, value] : node.members()) sum += weigh(key) + weigh(value);
  return sum;
}

void add_files(Delivery& delivery) {
  for (const Unit& unit : delivery.units) {
    delivery.reached.insert(unit.build->inputs.begin(), unit.build->inputs.end());
    delivery.contents.insert(unit.build->contents.begin(), unit.build->contents.end());
  }
  for (const Unit& unit : delivery.units)
    for (const std::string& path : unit.build->inputs)
      if (!unit.build->contents.contains(path)) delivery.contents.erase(path);
}

}  // namespace

bool Build::failed() const {
  return holds_error(problems);
}

std::size_t Build::weight() const {
  if (!weight_.known) {
    std::size_t sum = 0;
    for (const Object& object : objects) sum += weigh(object.root());
    weight_.known = sum;
  }
  return *weight_.known;
}

Renderer::Renderer(text::Sources& sources, yaml::Documents& documents, unsigned jobs)
    : jobs_(jobs), sources_(&sources), cache_(std::make_unique<Cache>(documents)) {}

Renderer::~Renderer() = default;

Delivery Renderer::deliver(const git::Snapshot& snapshot) {
  Delivery delivery;
  Prefetch prefetch(snapshot, *sources_, cache_->files.documents(), cache_->warm ? 1 : jobs_);
  UnitBuilder builder(snapshot, *sources_, cache_->files, cache_->builds, cache_->bases_of(snapshot), jobs_);
  const TreeScan::Found found = cache_->scan.run(snapshot);
  FluxDiscovery discovery(snapshot, builder, prefetch);
  delivery.has_flux = discovery.load(found);
  if (delivery.has_flux)
    discovery.run(delivery);
  else
    find_plain_units(found, snapshot, builder, delivery);
  cache_->warm = !delivery.units.empty();
  add_files(delivery);
  return delivery;
}

std::shared_ptr<const Build> Renderer::build(const git::Snapshot& snapshot, std::string_view directory) {
  return build(snapshot, std::vector{std::string(directory)}).front();
}

std::vector<std::shared_ptr<const Build>> Renderer::build(const git::Snapshot& snapshot,
                                                          const std::vector<std::string>& directories) {
  UnitBuilder builder(snapshot, *sources_, cache_->files, cache_->builds, cache_->bases_of(snapshot), jobs_);
  std::vector<UnitBuilder::Recipe> recipes;
  for (const std::string& directory : directories) recipes.push_back(builder.kustomize(directory));
  std::vector<std::shared_ptr<const Build>> builds;
  builder.build_all(recipes, [&](std::size_t, std::shared_ptr<const Build> build) { builds.push_back(std::move(build)); });
  return builds;
}

}  // namespace safeops::flux
