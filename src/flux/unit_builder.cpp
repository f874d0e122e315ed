#include "flux/unit_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>
#include <utility>

#include "flux/copied_secrets.hpp"
#include "flux/flux_kustomization.hpp"
#include "flux/kustomize_build.hpp"
#include "flux/problems.hpp"
#include "flux/substitution.hpp"
#include "flux/written_kustomization.hpp"
#include "text/escape.hpp"
#include "yaml/workers.hpp"

namespace safeops::flux {
namespace {

void add_files(const Inputs& inputs, Build& build) {
  for (const auto& [path, entry] : inputs.entries) {
    if (entry.kind != Inputs::Entry::Kind::file) continue;
    build.inputs.insert(path);
    if (!inputs.parsed.contains(path)) build.contents.insert(path);
  }
}

constexpr std::size_t most_nodes_ahead = 500'000;  // of all that waits to be asked for
constexpr std::size_t most_neighbours = 4;         // built by one thread: what stands side by side uses the same bases

RenderCache::Made make(TreeReader& reader, Bases& bases, const std::function<std::vector<Object>(KustomizeBuild&)>& run) {
  RenderCache::Made made;
  KustomizeBuild build(reader, made.build.problems, bases);
  made.build.objects = run(build);
  made.inputs = reader.inputs();
  add_files(made.inputs, made.build);
  made.nodes = count_nodes(made.build);
  return made;
}

std::string fingerprint_of(const Variables& variables) {
  std::string out = fmt::format("{}{}", variables.complete, variables.always);
  for (const auto& [name, value] : variables.values) out += name + '=' + fingerprint(value);
  return out;
}

}  // namespace

UnitBuilder::Recipe UnitBuilder::kustomize(std::string_view directory) {
  return {fmt::format("kustomize {}", directory), [this, &bases = bases_[""], directory = std::string(directory)] {
            TreeReader reader(snapshot_, sources_, files_);
            return make(reader, bases, [&](KustomizeBuild& build) { return build.run(directory); });
          }};
}

UnitBuilder::Recipe UnitBuilder::plain(std::string_view directory) {
  return {fmt::format("plain {}", directory), [this, &bases = bases_[""], directory = std::string(directory)] {
            TreeReader reader(snapshot_, sources_, files_);
            return make(reader, bases, [&](KustomizeBuild& build) { return build.run_plain(directory); });
          }};
}

// Rules with patterns count the steps of all who ask them, and end at a limit.
UnitBuilder::Recipe UnitBuilder::flux(const Object& kustomization, const IgnoreRules& rules) {
  std::string directory = path_of(kustomization);
  yaml::Node overlay = overlay_of(kustomization);
  std::string key = fmt::format("flux {}\n{}\n{}", directory, fingerprint(overlay), rules.digest());
  return {std::move(key),
          [this, &bases = bases_[rules.digest()], &rules, directory = std::move(directory), overlay = std::move(overlay)] {
            TreeReader reader(snapshot_, sources_, files_, &rules);
            std::vector<Problem> problems;
            const auto file = write_kustomization(directory, overlay, reader, problems);
            if (!file) error(problems, {}, fmt::format("its path `{}` is no directory of the source", text::visible(directory)));
            auto made = make(reader, bases,
                             [&](KustomizeBuild& build) { return file ? build.run(*file, false) : std::vector<Object>{}; });
            made.build.problems.insert(made.build.problems.begin(), problems.begin(), problems.end());
            return made;
          },
          rules.has_patterns()};
}

std::shared_ptr<const Build> UnitBuilder::build(const Recipe& recipe) {
  return cache_.get(recipe.key, snapshot_, [&] {
    const auto made = ahead_.extract(recipe.key);
    return made ? std::move(made.mapped()) : recipe.make();
  });
}

void UnitBuilder::build_all(const std::vector<Recipe>& recipes,
                            const std::function<void(std::size_t, std::shared_ptr<const Build>)>& take) {
  for (std::size_t index = 0; index < recipes.size(); ++index) {
    if (index % most_ahead == 0) build_ahead(std::span(recipes).subspan(index, std::min(most_ahead, recipes.size() - index)));
    take(index, build(recipes[index]));
  }
}

void UnitBuilder::build_ahead(std::span<const Recipe> recipes) {
  ahead_.clear();
  if (jobs_ < 2) return;
  std::set<std::string_view> keys;
  std::vector<std::pair<const Recipe*, std::optional<RenderCache::Made>>> work;
  for (const Recipe& recipe : recipes)
    if (!recipe.in_turn && !cache_.find(recipe.key, snapshot_) && keys.insert(recipe.key).second)
      work.emplace_back(&recipe, std::nullopt);
  std::atomic<std::size_t> nodes = 0;
  const std::size_t size = std::clamp<std::size_t>(work.size() / (4 * jobs_), 1, most_neighbours);
  yaml::share_work((work.size() + size - 1) / size, jobs_, [&](std::size_t group) {
    const std::size_t end = std::min((group + 1) * size, work.size());
    for (std::size_t index = group * size; index < end && nodes < most_nodes_ahead; ++index) {
      auto& [recipe, made] = work[index];
      made = recipe->make();
      nodes += made->nodes;
    }
  });
  for (auto& [recipe, made] : work)
    if (made) ahead_.emplace(recipe->key, std::move(*made));
}

std::shared_ptr<const Build> UnitBuilder::finish(const std::shared_ptr<const Build>& build, const Object& kustomization,
                                                 const Variables& variables) {
  const yaml::Node& metadata = kustomization.at("spec.commonMetadata");
  if (!metadata && !variables.configured()) return build;
  return cache_.derive(build, fingerprint(metadata) + fingerprint_of(variables), [&] {
    Build finished = *build;
    if (variables.configured()) substitute(finished, variables);
    add_common_metadata(finished.objects, metadata);
    return finished;
  });
}

std::shared_ptr<const Build> UnitBuilder::discreet(const std::shared_ptr<const Build>& build) {
  if (!copies_secrets(*build)) return build;
  return cache_.derive(build, "discreet", [&] {
    Build hidden = *build;
    hide_copied_secrets(hidden);
    return hidden;
  });
}

const std::vector<Object>& UnitBuilder::objects_in_file(const git::Entry& entry) {
  const auto [found, fresh] = objects_.try_emplace(entry.path);
  if (fresh) found->second = objects_in(files_.documents().get(sources_.get(entry)));
  return found->second;
}

const yaml::Node& UnitBuilder::first_document(const git::Entry& entry) {
  static const yaml::Node none;
  for (const yaml::Document& document : files_.documents().get(sources_.get(entry)).documents)
    if (document.root) return document.root;
  return none;
}

}  // namespace safeops::flux
