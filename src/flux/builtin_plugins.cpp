#include "flux/builtin_plugins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flux/generators.hpp"
#include "flux/patches.hpp"
#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/replacements.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

// What a transformer is run with.
struct Run {
  const Node& config;
  FieldSpecs fields;
  ResourceList& list;
  PatchFiles files;
  std::vector<Problem>& problems;
};

Node list_of(const Node& item) {
  Node list = Node::sequence(item.place());
  if (item) list.append(item);
  return list;
}

void require_fields(const Run& run) {
  if (run.fields.empty()) throw Refusal{run.config.place(), "this transformer needs `fieldSpecs`"};
}

void add_affix(Run& run, std::string_view field, void (*add)(ResourceList&, const Node&, const FieldSpecs&)) {
  require_fields(run);
  add(run.list, run.config[field], run.fields);
}

void add_both_affixes(Run& run) {
  if (!run.config["prefix"].text().empty()) add_affix(run, "prefix", add_prefix);
  if (!run.config["suffix"].text().empty()) add_affix(run, "suffix", add_suffix);
}

void merge_patches(Run& run) {
  const Node& written = run.config["patches"];
  apply_strategic_merge_patches(run.list, run.config["paths"].items().empty() ? list_of(written) : run.config["paths"], run.files,
                                run.problems);
}

void patch_json(Run& run) {
  Node entry = run.config;
  entry.set("patch", run.config["jsonOp"]);
  apply_json6902_patch(run.list, entry, run.files, run.problems);
}

using Transform = void (*)(Run&);

struct Transformer {
  std::string_view kind;
  Transform transform;
};

constexpr std::array transformers{
    Transformer{"AnnotationsTransformer", [](Run& run) { add_pairs(run.list, run.config["annotations"], run.fields); }},
    Transformer{"LabelTransformer", [](Run& run) { add_pairs(run.list, run.config["labels"], run.fields); }},
    Transformer{"NamespaceTransformer",
                [](Run& run) {
                  const Node& value = run.config["metadata"]["namespace"];
                  if (!value.text().empty()) set_namespace(run.list, value, run.fields);
                }},
    Transformer{"PrefixTransformer", [](Run& run) { add_affix(run, "prefix", add_prefix); }},
    Transformer{"SuffixTransformer", [](Run& run) { add_affix(run, "suffix", add_suffix); }},
    Transformer{"PrefixSuffixTransformer", add_both_affixes},
    Transformer{"ImageTagTransformer", [](Run& run) { set_image(run.list, run.config["imageTag"], run.fields, run.problems); }},
    Transformer{"ReplicaCountTransformer", [](Run& run) { set_replicas(run.list, run.config["replica"], run.fields); }},
    Transformer{"PatchTransformer", [](Run& run) { apply_patch(run.list, run.config, run.files, run.problems); }},
    Transformer{"PatchStrategicMergeTransformer", merge_patches},
    Transformer{"PatchJson6902Transformer", patch_json},
    Transformer{"ReplacementTransformer",
                [](Run& run) { apply_replacements(run.list, run.config["replacements"], run.files, run.problems); }},
    Transformer{"HashTransformer", [](Run& run) { add_hashes(run.list); }}};

bool is_builtin(const Object& configuration) {
  return configuration.api_version() == "builtin";
}

void note_plugin(const Object& configuration, std::vector<Problem>& problems) {
  note(problems, configuration.place(), fmt::format("plugin `{}` is not rendered", text::visible(configuration.kind())));
}

}  // namespace

void run_transformer(const Object& configuration, ResourceList& list, PatchFiles files, std::vector<Problem>& problems) {
  const Node& config = configuration.root();
  const auto found = std::find_if(transformers.begin(), transformers.end(),
                                  [&](const Transformer& known) { return known.kind == configuration.kind(); });
  const bool asks_for_more = config["unsetOnly"] || config["setRoleBindingSubjects"];
  if (!is_builtin(configuration) || found == transformers.end() || asks_for_more) return note_plugin(configuration, problems);
  Run run{config, read_fields(config["fieldSpecs"]), list, files, problems};
  found->transform(run);
}

void run_generator(const Object& configuration, ResourceList& list, PatchFiles files, std::vector<Problem>& problems) {
  const bool is_map = configuration.kind() == "ConfigMapGenerator";
  if (!is_builtin(configuration) || (!is_map && configuration.kind() != "SecretGenerator"))
    return note_plugin(configuration, problems);
  Node args = configuration.root();
  for (const std::string_view field : {"name", "namespace"})
    if (args[field].text().empty() && args["metadata"][field]) args.set(field, Node(args["metadata"][field]));
  generate(list, is_map ? "ConfigMap" : "Secret", args, files.directory, files.reader, problems);
}

}  // namespace safeops::flux
