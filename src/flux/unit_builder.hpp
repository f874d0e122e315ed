#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "flux/bases.hpp"
#include "flux/render_cache.hpp"
#include "flux/resource_file.hpp"

namespace safeops::flux {

// Builds of one snapshot, through the cache.
class UnitBuilder {
 public:
  // All references must outlive it. `jobs`: threads to build ahead with.
  UnitBuilder(const git::Snapshot& snapshot, text::Sources& sources, ResourceFiles& files, RenderCache& cache,
              std::map<std::string, Bases>& bases, unsigned jobs)
      : snapshot_(snapshot), sources_(sources), files_(files), cache_(cache), bases_(bases), jobs_(jobs) {}

  // How something is built, and what the cache keeps it under.
  struct Recipe {
    std::string key;
    std::function<RenderCache::Made()> make;
    bool in_turn = false;  // depends on what was built before it: not to be built ahead
  };
  [[nodiscard]] Recipe kustomize(std::string_view directory);
  [[nodiscard]] Recipe plain(std::string_view directory);
  // What kustomize-controller makes of the Kustomization's path, in a source under these rules, before and after its postBuild.
  // The rules must outlive the recipe.
  [[nodiscard]] Recipe flux(const Object& kustomization, const IgnoreRules& rules);

  std::shared_ptr<const Build> build(const Recipe& recipe);
  // All of them, one after the other as if by `build`, with the recipe's index.
  void build_all(const std::vector<Recipe>& recipes, const std::function<void(std::size_t, std::shared_ptr<const Build>)>& take);
  // Builds on all threads what is going to be asked for next, or some of it. No build comes out different for it.
  void build_ahead(std::span<const Recipe> recipes);
  static constexpr std::size_t most_ahead = 128;  // recipes that are worth giving at once

  std::shared_ptr<const Build> finish(const std::shared_ptr<const Build>& build, const Object& kustomization,
                                      const Variables& variables);
  // The build without what it copied of Secrets into other objects.
  std::shared_ptr<const Build> discreet(const std::shared_ptr<const Build>& build);

  const std::vector<Object>& objects_in_file(const git::Entry& entry);
  const yaml::Node& first_document(const git::Entry& entry);  // a missing node when there is none
  std::string_view text_of(const git::Entry& entry) { return sources_.get(entry).text(); }

 private:
  const git::Snapshot& snapshot_;
  text::Sources& sources_;
  ResourceFiles& files_;
  RenderCache& cache_;
  std::map<std::string, Bases>& bases_;  // of the snapshot, by the rules of what a source ignores
  unsigned jobs_;
  std::map<std::string, RenderCache::Made> ahead_;  // by key
  std::map<std::string, std::vector<Object>> objects_;
};

}  // namespace safeops::flux
