#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "flux/bases.hpp"
#include "flux/render_cache.hpp"
#include "flux/resource_file.hpp"

namespace safeops::flux {

// Builds of one snapshot, through the cache.
class UnitBuilder {
 public:
  UnitBuilder(const git::Snapshot& snapshot, text::Sources& sources, ResourceFiles& files, RenderCache& cache,
              std::map<std::string, Bases>& bases)
      : snapshot_(snapshot), sources_(sources), files_(files), cache_(cache), bases_(bases) {}

  std::shared_ptr<const Build> kustomize(std::string_view directory);
  std::shared_ptr<const Build> plain(std::string_view directory);
  // What kustomize-controller makes of the Kustomization's path, in a source under these rules, before and after its postBuild.
  std::shared_ptr<const Build> flux(const Object& kustomization, const IgnoreRules& rules);
  std::shared_ptr<const Build> finish(const std::shared_ptr<const Build>& build, const Object& kustomization,
                                      const Variables& variables);

  const std::vector<Object>& objects_in_file(const git::Entry& entry);
  const yaml::Node& first_document(const git::Entry& entry);  // a missing node when there is none
  std::string_view text_of(const git::Entry& entry) { return sources_.get(entry).text(); }

 private:
  const git::Snapshot& snapshot_;
  text::Sources& sources_;
  ResourceFiles& files_;
  RenderCache& cache_;
  std::map<std::string, Bases>& bases_;  // of the snapshot, by the rules of what a source ignores
  std::map<std::string, std::vector<Object>> objects_;
};

}  // namespace safeops::flux
