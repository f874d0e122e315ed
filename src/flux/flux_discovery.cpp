#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "flux/discovery.hpp"
#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

constexpr std::size_t most_units = 5'000;
constexpr std::size_t most_weight = 1'000'000;  // of what all units apply, in values and pieces of 64 bytes

std::size_t weight(const yaml::Node& node) {
  std::size_t sum = 1 + node.text().size() / 64;
  for (const yaml::Node& item : node.items()) sum += weight(item);
  for (const auto& [key, value] : node.members()) sum += weight(key) + weight(value);
  return sum;
}

std::size_t weight(const Build& build) {
  std::size_t sum = 0;
  for (const Object& object : build.objects) sum += weight(object.root());
  return sum;
}

bool is_directory(const git::Snapshot& snapshot, const std::string& path) {
  if (path.empty()) return true;
  const auto entry = snapshot.find(path);
  return entry && entry->mode == git::Mode::directory;
}

yaml::Node without_newlines(const yaml::Node& value) {
  std::string text(value.text());
  std::erase(text, '\n');
  return yaml::Node::scalar(std::move(text), value.place());
}

}  // namespace

bool FluxDiscovery::load(const std::vector<git::Entry>& files) {
  bool any = false;
  for (const git::Entry& file : files)
    for (const Object& object : builder_.objects_in_file(file)) {
      if (object.is(flux_operator_group, "FluxInstance")) {
        any = true;
        if (auto sync = sync_of_instance(object)) sync_roots_.push_back(std::move(*sync));
      } else if (is_flux_kustomization(object)) {
        any = true;
        (base_name(file.path) == "gotk-sync.yaml" ? sync_roots_ : declared_).push_back(object);
      }
    }
  return any;
}

void FluxDiscovery::run(Delivery& delivery) {
  const std::vector<Object> roots = entry_points();
  for (const Object& root : roots) sources_.push_back(source_of(root));
  // A ConfigMap that a unit takes variables from may be delivered by a later one: then once more, knowing it.
  for (int pass = 0; pass < 2; ++pass) {
    delivery.units.clear();
    delivery.problems.clear();
    seen_.clear();
    foreign_.clear();
    wanted_.clear();
    for (std::size_t index = 0; index < roots.size(); ++index) queue_.push_back({roots[index], "", false, index});
    follow_all(delivery);
    const bool found_later = std::any_of(wanted_.begin(), wanted_.end(),
                                         [&](const auto& wanted) { return config_maps_[wanted.first].contains(wanted.second); });
    if (!found_later) break;
  }
}

std::vector<Object> FluxDiscovery::entry_points() {
  return sync_roots_.empty() ? undelivered() : sync_roots_;
}

// Without a sync root every declared Kustomization may be one, unless another delivers it. If they all deliver each other, the
// first has to do.
std::vector<Object> FluxDiscovery::undelivered() {
  std::set<std::string> delivered;
  for (const Object& kustomization : declared_) {
    const auto path = path_of(kustomization);
    if (!path || !is_directory(snapshot_, *path)) continue;
    const std::string own = unit_name(kustomization);
    for (const Object& object : builder_.flux(kustomization, *path)->objects)
      if (is_flux_kustomization(object) && unit_name(object) != own) delivered.insert(unit_name(object));
  }
  std::vector<Object> roots;
  for (const Object& kustomization : declared_)
    if (!delivered.contains(unit_name(kustomization))) roots.push_back(kustomization);
  if (roots.empty() && !declared_.empty()) roots.push_back(declared_.front());
  return roots;
}

void FluxDiscovery::follow_all(Delivery& delivery) {
  std::set<const Build*> weighed;
  std::size_t total = 0;
  while (!queue_.empty()) {
    const Pending pending = std::move(queue_.front());
    queue_.pop_front();
    if (!seen_.emplace(pending.root, unit_name(pending.kustomization)).second) continue;
    if (delivery.units.size() == most_units) {
      error(delivery.problems, pending.kustomization.place(), fmt::format("more than {} Kustomizations", most_units));
      queue_.clear();
      return;
    }
    follow(pending, delivery);
    const Build& build = *delivery.units.back().build;
    if (!weighed.insert(&build).second || (total += weight(build)) <= most_weight) continue;
    error(delivery.problems, pending.kustomization.place(), "the Kustomizations apply more than can be compared");
    queue_.clear();
  }
}

Unit FluxDiscovery::describe(const Pending& pending) const {
  const Object& kustomization = pending.kustomization;
  const yaml::Node& spec = kustomization.root()["spec"];
  Unit unit;
  unit.name = unit_name(kustomization);
  unit.path = path_of(kustomization).value_or("");
  unit.kustomization = kustomization;
  unit.applied_by = pending.applied_by;
  unit.prune = spec["prune"].boolean().value_or(false);
  unit.wait = spec["wait"].boolean().value_or(false);
  unit.suspend = pending.suspend || spec["suspend"].boolean().value_or(false);
  unit.force = spec["force"].boolean().value_or(false);
  unit.depends_on = dependencies_of(kustomization);
  unit.target_namespace = spec["targetNamespace"].text();
  unit.build = std::make_shared<const Build>();
  return unit;
}

bool FluxDiscovery::is_own_source(const Pending& pending, Delivery& delivery) {
  const SourceReference source = source_of(pending.kustomization);
  if (source == sources_[pending.root] && (source.kind == "GitRepository" || !sync_roots_.empty())) return true;
  if (foreign_.insert(source).second)
    note(delivery.problems, pending.kustomization.place("spec.sourceRef.name"),
         fmt::format("{} {} is another source, whose files are not in this repository", text::visible(source.kind),
                     text::visible(source.name)));
  return false;
}

void FluxDiscovery::follow(const Pending& pending, Delivery& delivery) {
  Unit unit = describe(pending);
  const auto path = path_of(pending.kustomization);
  if (is_own_source(pending, delivery)) {
    if (path && is_directory(snapshot_, *path)) {
      const auto build = builder_.flux(pending.kustomization, *path);
      unit.build = builder_.finish(build, pending.kustomization, variables_of(pending));
    } else {
      error(delivery.problems, pending.kustomization.place("spec.path"),
            fmt::format("Kustomization {} applies `{}`, which does not exist", text::visible(unit.name),
                        text::visible(pending.kustomization.at("spec.path").text())));
    }
  }
  keep_config_maps(*unit.build, pending.root);
  for (const Object& object : unit.build->objects)
    if (is_flux_kustomization(object)) queue_.push_back({object, unit.name, unit.suspend, pending.root});
  delivery.units.push_back(std::move(unit));
}

void FluxDiscovery::keep_config_maps(const Build& build, std::size_t root) {
  for (const Object& object : build.objects)
    if (object.is("", "ConfigMap"))
      config_maps_[root].insert_or_assign({std::string(object.namespace_()), std::string(object.name())}, object.root()["data"]);
}

Variables FluxDiscovery::variables_of(const Pending& pending) {
  Variables variables;
  const yaml::Node& post_build = pending.kustomization.at("spec.postBuild");
  for (const yaml::Node& from : post_build["substituteFrom"].items()) {
    const std::pair key{std::string(pending.kustomization.namespace_()), std::string(from["name"].text())};
    const ConfigMaps& known = config_maps_[pending.root];
    const auto found = from["kind"].text() == "ConfigMap" ? known.find(key) : known.end();
    if (found == known.end()) {
      variables.complete = false;
      wanted_.emplace(pending.root, key);
      continue;
    }
    for (const auto& [name, value] : found->second.members())
      variables.values.insert_or_assign(std::string(name.text()), without_newlines(value));
  }
  for (const auto& [name, value] : post_build["substitute"].members())
    variables.values.insert_or_assign(std::string(name.text()), without_newlines(value));
  return variables;
}

}  // namespace safeops::flux
