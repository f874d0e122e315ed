#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "flux/render_cache.hpp"

namespace safeops::flux {

// Builds of one snapshot, through the cache.
class UnitBuilder {
 public:
  UnitBuilder(const git::Snapshot& snapshot, text::Sources& sources, yaml::Documents& documents, RenderCache& cache)
      : snapshot_(snapshot), sources_(sources), documents_(documents), cache_(cache) {}

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
  yaml::Documents& documents_;
  RenderCache& cache_;
  std::map<std::string, std::vector<Object>> files_;
};

}  // namespace safeops::flux
