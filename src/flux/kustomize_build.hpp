#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flux/accumulator.hpp"
#include "flux/bases.hpp"
#include "flux/delivery.hpp"
#include "flux/kustomization_file.hpp"
#include "flux/patch_text.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// What one build may use of us; a build that asks for more ends with an error.
struct BuildLimits {
  std::size_t objects = 20'000;
  std::size_t nodes = 2'000'000;
  std::size_t directories = 5'000;  // visits, so that bases used in doubling layers end too
  std::size_t depth = 64;           // of directories that use each other
};

// One `kustomize build`.
class KustomizeBuild {
 public:
  // All must outlive it. `bases` are those of what the reader reads; it adds what it finds out.
  KustomizeBuild(TreeReader& reader, std::vector<Problem>& problems, Bases& bases, const BuildLimits& limits = {})
      : reader_(reader), problems_(problems), bases_(bases), limits_(limits) {}

  // The objects of `directory` in the order of `kustomize build`.
  std::vector<Object> run(std::string_view directory);
  // The objects of a kustomization. Its `sortOptions` decide on the order; without any it is that of the files, or by kind if
  // `sort_unless_told`: the command sorts, kustomize-controller does not.
  std::vector<Object> run(const KustomizationFile& file, bool sort_unless_told);
  // The manifests directly in a directory, as they are.
  std::vector<Object> run_plain(std::string_view directory);

 private:
  void accumulate(const KustomizationFile& file, Accumulator& gathered);
  void configure(const KustomizationFile& file, Accumulator& gathered);
  using Plugin = void (*)(const Object& configuration, ResourceList& list, PatchFiles files, std::vector<Problem>& problems);
  void run_plugins(const KustomizationFile& file, std::string_view field, ResourceList& list, Plugin plugin);
  yaml::Node load(const KustomizationFile& file, const yaml::Node& path);
  void accumulate_resource(const KustomizationFile& file, const yaml::Node& entry, Accumulator& gathered);
  void accumulate_directory(const std::string& directory, const yaml::Node& entry, Accumulator& gathered);
  std::shared_ptr<const Base> base_at(const std::string& directory);
  [[nodiscard]] bool closes_circle(const Base& base) const;
  void take_over(const Base& base, text::Place place, Accumulator& gathered);
  void accumulate_component(const KustomizationFile& file, const yaml::Node& entry, Accumulator& gathered);
  void accumulate_file(const std::string& path, const yaml::Node& entry, ResourceList& list);
  std::vector<Object> finish(const KustomizationFile& file, Accumulator& gathered, bool sort_unless_told);
  std::vector<Object> print(ResourceList& list);
  void append(ResourceList& list, Resource&& resource);
  bool enter(const std::string& directory, text::Place place);
  bool charge(std::size_t objects, std::size_t nodes, text::Place place);

  TreeReader& reader_;
  std::vector<Problem>& problems_;
  Bases& bases_;
  BuildLimits limits_;
  BuildLimits used_{0, 0, 0, 0};
  std::vector<std::string> open_;     // directories being built, outermost first
  std::vector<std::string> entered_;  // all that were
  bool exhausted_ = false;
};

}  // namespace safeops::flux
