#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "flux/discovery.hpp"
#include "flux/entry_clusters.hpp"
#include "flux/entry_points.hpp"
#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

constexpr std::string_view source_group = "source.toolkit.fluxcd.io";
constexpr std::size_t most_units = 5'000;
constexpr std::size_t most_weight = 1'000'000;  // of what all units apply
constexpr int most_passes = 3;

// `flux bootstrap` and the Flux operator call it so, whatever its kind.
bool is_bootstrap_source(const SourceReference& source) {
  return source.namespace_ == "flux-system" && source.name == "flux-system";
}

bool is_directory(const git::Snapshot& snapshot, const std::string& path) {
  if (path.empty()) return true;
  const auto entry = snapshot.find(path);
  return entry && entry->mode == git::Mode::directory;
}

bool is_template(const Object& object) {
  return object.is(flux_operator_group, "ResourceSet");
}

}  // namespace

bool FluxDiscovery::load(const TreeScan::Found& found) {
  prefetch_.run(found.flux);
  for (const git::Entry& file : found.flux)
    for (const Object& object : builder_.objects_in_file(file)) load(object, base_name(file.path) == "gotk-sync.yaml");
  if (any_) read_ignore_files(found.ignores);
  kustomizations_ = found.kustomizations;
  return any_;
}

void FluxDiscovery::load(const Object& object, bool sync_file) {
  if (object.is(source_group, "GitRepository") && object.at("spec.ignore"))
    source_ignores_[{"GitRepository", std::string(object.namespace_()), std::string(object.name())}].push_back(
        object.at("spec.ignore"));
  const bool instance = object.is(flux_operator_group, "FluxInstance");
  any_ = any_ || instance || is_flux_kustomization(object);
  if (is_flux_kustomization(object)) (sync_file ? sync_roots_ : declared_).push_back(object);
  if (!instance) return;
  if (auto sync = sync_of_instance(object)) sync_roots_.push_back(std::move(*sync));
}

// Those of the directories above come first, for those below to decide.
void FluxDiscovery::read_ignore_files(std::vector<git::Entry> files) {
  std::sort(files.begin(), files.end(), [](const git::Entry& one, const git::Entry& other) {
    return parent_directory(one.path) < parent_directory(other.path);
  });
  for (const git::Entry& file : files) ignore_files_.add(builder_.text_of(file), parent_directory(file.path));
}

// Two clusters of one repository may each have a source of the same name: then it is the one in the Kustomization's own file.
IgnoreRules FluxDiscovery::rules_of(const Object& kustomization) const {
  IgnoreRules rules(&ignore_files_);
  const auto named = source_ignores_.find(source_of(kustomization));
  if (named == source_ignores_.end()) return rules;
  for (const yaml::Node& ignore : named->second)
    if (named->second.size() == 1 || ignore.place().source == kustomization.place().source) {
      rules.add(ignore.text(), "");
      break;
    }
  return rules;
}

void FluxDiscovery::run(Delivery& delivery) {
  if (sync_roots_.empty()) guess_roots();
  for (const Object& root : sync_roots_) roots_.push_back({root, source_of(root), rules_of(root), {}, path_of(root)});
  // A ConfigMap that a unit takes variables from may be delivered by a later one: then once more, knowing it.
  for (int pass = 0; pass < most_passes; ++pass) {
    delivery.units.clear();
    delivery.problems.clear();
    seen_.clear();
    ids_.clear();
    noted_.clear();
    for (std::size_t index = 0; index < roots_.size(); ++index) queue_.push_back({roots_[index].kustomization, "", true, index});
    if (!follow_all(delivery)) break;
    bool stale = false;
    for (Root& root : roots_) stale = root.variables.take_stale() || stale;
    if (!stale) break;
  }
  const bool exhausted = std::any_of(roots_.begin(), roots_.end(), [](const Root& root) { return root.rules.exhausted(); });
  if (exhausted) error(delivery.problems, {}, "the rules on what a source ignores are more than can be followed");
}

void FluxDiscovery::guess_roots() {
  std::erase_if(declared_, [&](const Object& object) { return ignore_files_.ignores(object.place().path(), false); });
  EntryPoints guess(snapshot_, builder_, prefetch_, kustomizations_);
  const std::vector<Object> entries = guess.among(declared_, [&](const Object& object) { return rules_of(object); });
  const std::vector<std::string> clusters = clusters_of(entries);
  for (std::size_t i = 0; i < entries.size(); ++i)
    roots_.push_back({entries[i], guess.source_behind(entries[i]), rules_of(entries[i]), {}, clusters[i]});
}

// False when there was too much to follow.
bool FluxDiscovery::follow_all(Delivery& delivery) {
  std::set<const Build*> weighed;
  std::size_t total = 0;
  std::size_t expected = 0;  // at the front of the queue, and looked at ahead
  while (!queue_.empty()) {
    if (expected == 0) expected = look_ahead();
    --expected;
    const Pending pending = std::move(queue_.front());
    queue_.pop_front();
    if (!seen_.emplace(pending.root, unit_name(pending.kustomization)).second) continue;
    if (delivery.units.size() == most_units) {
      error(delivery.problems, pending.kustomization.place(), fmt::format("more than {} Kustomizations", most_units));
      queue_.clear();
      return false;
    }
    follow(pending, delivery);
    const Build& build = *delivery.units.back().build;
    if (!weighed.insert(&build).second || (total += build.weight()) <= most_weight) continue;
    error(delivery.problems, pending.kustomization.place(), "the Kustomizations apply more than can be compared");
    queue_.clear();
    return false;
  }
  return true;
}

// Parses and builds the first in the queue on all threads; how many they are.
std::size_t FluxDiscovery::look_ahead() {
  const std::size_t count = std::min(queue_.size(), UnitBuilder::most_ahead);
  std::vector<std::string> directories;
  std::vector<UnitBuilder::Recipe> recipes;
  for (std::size_t index = 0; index < count; ++index) {
    const Pending& pending = queue_[index];
    directories.push_back(path_of(pending.kustomization));
    if (why_unknown(pending).empty()) recipes.push_back(builder_.flux(pending.kustomization, roots_[pending.root].rules));
  }
  prefetch_.run(std::move(directories));
  builder_.build_ahead(recipes);
  return count;
}

void FluxDiscovery::follow(const Pending& pending, Delivery& delivery) {
  Unit unit = describe(pending);
  unit.build = build(pending, unit.variables, delivery);
  take_in(unit, pending.root, delivery);
  delivery.units.push_back(std::move(unit));
}

Unit FluxDiscovery::describe(const Pending& pending) {
  const Object& kustomization = pending.kustomization;
  const yaml::Node& spec = kustomization.root()["spec"];
  Unit unit;
  unit.id = id_of(pending);
  unit.name = unit_name(kustomization);
  unit.path = path_of(kustomization);
  unit.kustomization = kustomization;
  unit.applied_by = pending.applied_by;
  unit.cluster = roots_[pending.root].cluster;
  unit.is_foreign = !why_unknown(pending).empty();
  unit.prune = spec["prune"].boolean().value_or(false);
  unit.wait = spec["wait"].boolean().value_or(false);
  unit.suspend = spec["suspend"].boolean().value_or(false);
  unit.force = spec["force"].boolean().value_or(false);
  unit.decrypts = spec["decryption"]["provider"].text() == "sops";
  unit.deletion_policy = spec["deletionPolicy"].text();
  unit.depends_on = dependencies_of(kustomization);
  unit.health_checks = health_checks_of(kustomization);
  unit.target_namespace = spec["targetNamespace"].text();
  unit.variables = roots_[pending.root].variables.variables_of(kustomization, pending.left_is_meant);
  return unit;
}

std::string FluxDiscovery::id_of(const Pending& pending) {
  const std::string& cluster = roots_[pending.root].cluster;
  const std::string_view declared = pending.kustomization.place().path();
  std::string id = unit_name(pending.kustomization) + '@' + (cluster.empty() ? std::string(declared) : cluster);
  if (ids_.insert(id).second) return id;
  const text::Place entry = roots_[pending.root].kustomization.place();
  id += fmt::format("@{}:{}", entry.path(), entry.start().line);
  ids_.insert(id);
  return id;
}

std::shared_ptr<const Build> FluxDiscovery::build(const Pending& pending, const Variables& variables, Delivery& delivery) {
  const Object& kustomization = pending.kustomization;
  const std::string unknown = why_unknown(pending);
  if (unknown.empty()) {
    note_stand_in(kustomization, delivery);
    const auto built = builder_.build(builder_.flux(kustomization, roots_[pending.root].rules));
    return builder_.discreet(builder_.finish(built, kustomization, variables));
  }
  const text::Place place = kustomization.place("spec.sourceRef.name");
  if (noted_.insert(unknown).second) note(delivery.problems, place, unknown);
  Build nothing;
  note(nothing.problems, place, unknown);
  return std::make_shared<const Build>(std::move(nothing));
}

// What is pushed to an artifact need not be what is in git.
void FluxDiscovery::note_stand_in(const Object& kustomization, Delivery& delivery) {
  const SourceReference source = source_of(kustomization);
  if (source.kind == "GitRepository") return;
  const std::string message =
      fmt::format("{} {} is taken for this repository; what was pushed to it is only known in the cluster",
                  text::visible(source.kind), text::visible(source.name));
  if (noted_.insert(message).second) note(delivery.problems, kustomization.place("spec.sourceRef.name"), message);
}

// Why nothing can be said of what a Kustomization applies; empty when something can.
std::string FluxDiscovery::why_unknown(const Pending& pending) const {
  const SourceReference source = source_of(pending.kustomization);
  // Anything else may hold a part of the repository only, and then nothing of it is where its path says.
  const bool is_repository = source.kind == "GitRepository" || ((!sync_roots_.empty() || is_bootstrap_source(source)) &&
                                                                is_directory(snapshot_, path_of(pending.kustomization)));
  if (source != roots_[pending.root].source || !is_repository)
    return fmt::format("{} {} is another source, whose files are not in this repository", text::visible(source.kind),
                       text::visible(source.name));
  const yaml::Node& path = pending.kustomization.at("spec.path");
  if (!path.is_opaque()) return {};
  return fmt::format("the path `{}` of {} is only known in the cluster", text::visible(path.text()),
                     pending.kustomization.id().text());
}

void FluxDiscovery::take_in(const Unit& unit, std::size_t root, Delivery& delivery) {
  const bool left_is_meant = all_known(unit.variables);
  roots_[root].variables.learn(*unit.build, left_is_meant);
  for (const Object& object : unit.build->objects) {
    if (is_flux_kustomization(object)) queue_.push_back({object, unit.name, left_is_meant, root});
    if (is_template(object) && noted_.insert(object.id().text()).second)
      note(delivery.problems, object.place(),
           fmt::format("{} makes objects of a template, which are only known in the cluster", object.id().text()));
  }
}

}  // namespace safeops::flux
