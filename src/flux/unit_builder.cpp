#include "flux/unit_builder.hpp"

#include <fmt/format.h>

#include "flux/flux_kustomization.hpp"
#include "flux/kustomize_build.hpp"
#include "flux/problems.hpp"
#include "flux/substitution.hpp"
#include "flux/written_kustomization.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

std::set<std::string> files_read(const Inputs& inputs) {
  std::set<std::string> files;
  for (const auto& [path, entry] : inputs.entries)
    if (entry.kind == Inputs::Entry::Kind::file) files.insert(path);
  return files;
}

RenderCache::Made make(TreeReader& reader, Bases& bases, const std::function<std::vector<Object>(KustomizeBuild&)>& run) {
  RenderCache::Made made;
  KustomizeBuild build(reader, made.build.problems, bases);
  made.build.objects = run(build);
  made.inputs = reader.inputs();
  made.build.inputs = files_read(made.inputs);
  return made;
}

std::string fingerprint_of(const Variables& variables) {
  std::string out = fmt::format("{}{}", variables.complete, variables.always);
  for (const auto& [name, value] : variables.values) out += name + '=' + fingerprint(value);
  return out;
}

}  // namespace

std::shared_ptr<const Build> UnitBuilder::kustomize(std::string_view directory) {
  return cache_.get(fmt::format("kustomize {}", directory), snapshot_, [&] {
    TreeReader reader(snapshot_, sources_, files_);
    return make(reader, bases_[""], [&](KustomizeBuild& build) { return build.run(directory); });
  });
}

std::shared_ptr<const Build> UnitBuilder::plain(std::string_view directory) {
  return cache_.get(fmt::format("plain {}", directory), snapshot_, [&] {
    TreeReader reader(snapshot_, sources_, files_);
    return make(reader, bases_[""], [&](KustomizeBuild& build) { return build.run_plain(directory); });
  });
}

std::shared_ptr<const Build> UnitBuilder::flux(const Object& kustomization, const IgnoreRules& rules) {
  const std::string directory = path_of(kustomization);
  const yaml::Node overlay = overlay_of(kustomization);
  return cache_.get(fmt::format("flux {}\n{}\n{}", directory, fingerprint(overlay), rules.digest()), snapshot_, [&] {
    TreeReader reader(snapshot_, sources_, files_, &rules);
    std::vector<Problem> problems;
    const auto file = write_kustomization(directory, overlay, reader, problems);
    if (!file) error(problems, {}, fmt::format("its path `{}` is no directory of the source", text::visible(directory)));
    auto made = make(reader, bases_[rules.digest()],
                     [&](KustomizeBuild& build) { return file ? build.run(*file, false) : std::vector<Object>{}; });
    made.build.problems.insert(made.build.problems.begin(), problems.begin(), problems.end());
    return made;
  });
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
