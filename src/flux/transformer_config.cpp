#include "flux/transformer_config.hpp"

#include <algorithm>
#include <array>

#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/shape.hpp"

namespace safeops::flux {
namespace {

constexpr std::array field_fields{Field{"group", &text_shape}, Field{"version", &text_shape}, Field{"kind", &text_shape},
                                  Field{"path", &text_shape}, Field{"create", &flag_shape}};
constexpr Shape field_shape{Shape::Kind::record, nullptr, field_fields};
constexpr Shape fields_shape{Shape::Kind::list, &field_shape};
constexpr std::array reference_fields{Field{"group", &text_shape}, Field{"version", &text_shape}, Field{"kind", &text_shape},
                                      Field{"fieldSpecs", &fields_shape}};
constexpr Shape reference_shape{Shape::Kind::record, nullptr, reference_fields};
constexpr Shape references_shape{Shape::Kind::list, &reference_shape};
constexpr std::array config_fields{Field{"namePrefix", &fields_shape},
                                   Field{"nameSuffix", &fields_shape},
                                   Field{"namespace", &fields_shape},
                                   Field{"commonLabels", &fields_shape},
                                   Field{"labels", &fields_shape},
                                   Field{"templateLabels", &fields_shape},
                                   Field{"commonAnnotations", &fields_shape},
                                   Field{"nameReference", &references_shape},
                                   Field{"varReference", &fields_shape},
                                   Field{"images", &fields_shape},
                                   Field{"replicas", &fields_shape}};
constexpr Shape config_shape{Shape::Kind::record, nullptr, config_fields};

struct Part {
  std::string_view name;
  FieldSpecs TransformerConfig::*fields;
};
constexpr std::array parts{Part{"namePrefix", &TransformerConfig::name_prefix},
                           Part{"nameSuffix", &TransformerConfig::name_suffix},
                           Part{"namespace", &TransformerConfig::name_space},
                           Part{"commonLabels", &TransformerConfig::common_labels},
                           Part{"labels", &TransformerConfig::labels},
                           Part{"templateLabels", &TransformerConfig::template_labels},
                           Part{"commonAnnotations", &TransformerConfig::common_annotations},
                           Part{"varReference", &TransformerConfig::variable_references},
                           Part{"images", &TransformerConfig::images},
                           Part{"replicas", &TransformerConfig::replicas}};

Type read_type(const yaml::Node& node) {
  return {std::string(node["group"].text()), std::string(node["version"].text()), std::string(node["kind"].text())};
}

void merge_references(std::vector<NameReferences>& into, const NameReferences& added) {
  const auto held =
      std::find_if(into.begin(), into.end(), [&](const NameReferences& known) { return known.target == added.target; });
  if (held == into.end())
    into.push_back(added);
  else
    merge(held->fields, added.fields);
}

TransformerConfig merged(TransformerConfig config, const TransformerConfig& added) {
  const auto by_type = [](const FieldSpec& one, const FieldSpec& other) { return comes_before(one.type, other.type); };
  for (const Part& part : parts) {
    merge(config.*part.fields, added.*part.fields);
    std::stable_sort((config.*part.fields).begin(), (config.*part.fields).end(), by_type);
  }
  for (const NameReferences& references : added.name_references) merge_references(config.name_references, references);
  std::stable_sort(config.name_references.begin(), config.name_references.end(),
                   [](const NameReferences& one, const NameReferences& other) { return comes_before(one.target, other.target); });
  return config;
}

}  // namespace

FieldSpecs read_fields(const yaml::Node& list) {
  FieldSpecs fields;
  for (const yaml::Node& field : list.items())
    fields.emplace_back(read_type(field), std::string(field["path"].text()), field["create"].boolean().value_or(false));
  return fields;
}

// Merged even into nothing: a field that another one covers is left out only then.
SharedConfig merge(const SharedConfig& one, const SharedConfig& other) {
  if (!other || other == one) return one;
  if (!one && other == default_config()) return other;
  return std::make_shared<const TransformerConfig>(merged(one ? *one : TransformerConfig{}, *other));
}

SharedConfig read_config(const yaml::Node& root) {
  yaml::Node checked = root;
  std::vector<Problem> problems;
  require_shape(checked, config_shape, {.what = "a configuration", .numbers_are_texts = true}, problems);
  if (!problems.empty()) throw Refusal{problems.front().place, problems.front().message};
  TransformerConfig config;
  for (const Part& part : parts) config.*part.fields = read_fields(checked[part.name]);
  for (const yaml::Node& entry : checked["nameReference"].items())
    config.name_references.push_back({read_type(entry), read_fields(entry["fieldSpecs"])});
  return std::make_shared<const TransformerConfig>(std::move(config));
}

}  // namespace safeops::flux
