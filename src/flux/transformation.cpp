#include "flux/transformation.hpp"

#include "flux/patches.hpp"
#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/replacements.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

class Transformation {
 public:
  Transformation(const KustomizationFile& file, Accumulator& gathered, TreeReader& reader, std::vector<Problem>& problems)
      : root_(file.root), list_(gathered.list), config_(*gathered.config), files_{file.directory, reader}, problems_(problems) {}

  void run() {
    once("patchesStrategicMerge", [&](const Node& entries) { apply_strategic_merge_patches(list_, entries, files_, problems_); });
    each("patches", [&](const Node& entry) { apply_patch(list_, entry, files_, problems_); });
    if (says("namespace")) once("namespace", [&](const Node& value) { set_namespace(list_, value, config_.name_space); });
    if (says("namePrefix")) once("namePrefix", [&](const Node& value) { add_prefix(list_, value, config_.name_prefix); });
    if (says("nameSuffix")) once("nameSuffix", [&](const Node& value) { add_suffix(list_, value, config_.name_suffix); });
    each("labels", [&](const Node& entry) { add_labels(list_, entry, config_); });
    once("commonLabels", [&](const Node& pairs) { add_pairs(list_, pairs, config_.common_labels); });
    once("commonAnnotations", [&](const Node& pairs) { add_pairs(list_, pairs, config_.common_annotations); });
    each("patchesJson6902", [&](const Node& entry) { apply_json6902_patch(list_, entry, files_, problems_); });
    each("replicas", [&](const Node& entry) { set_replicas(list_, entry, config_.replicas); });
    each("images", [&](const Node& entry) { set_image(list_, entry, config_.images, problems_); });
    once("replacements", [&](const Node& entries) { apply_replacements(list_, entries, files_, problems_); });
  }

 private:
  using Step = std::function<void(const Node&)>;

  [[nodiscard]] bool says(std::string_view field) const { return !root_[field].text().empty(); }

  void once(std::string_view field, const Step& step) {
    const Node& value = root_[field];
    if (value) pass(value, step);
  }
  void each(std::string_view field, const Step& step) {
    for (const Node& entry : root_[field].items()) pass(entry, step);
  }

  void pass(const Node& value, const Step& step) {
    attempt(problems_, value.place(), [&] {
      if (!list_.may_look_at_all()) throw Refusal{value.place(), "too many changes of so many objects in one build"};
      step(value);
    });
  }

  const Node& root_;
  ResourceList& list_;
  const TransformerConfig& config_;
  PatchFiles files_;
  std::vector<Problem>& problems_;
};

}  // namespace

void attempt(std::vector<Problem>& problems, text::Place place, const std::function<void()>& step) {
  try {
    step();
  } catch (const Refusal& refusal) {
    error(problems, refusal.place ? refusal.place : place, refusal.message);
  }
}

void transform(const KustomizationFile& file, Accumulator& gathered, TreeReader& reader, std::vector<Problem>& problems) {
  Transformation(file, gathered, reader, problems).run();
}

}  // namespace safeops::flux
