#include <algorithm>

#include "flux/refusal.hpp"
#include "flux/transformer_config.hpp"

namespace safeops::flux {
namespace {

constexpr std::size_t deepest = 20;
constexpr std::size_t most_fields = 10'000;

const yaml::Node& properties_of(const yaml::Node& definition) {
  const yaml::Node& schema = definition["Schema"] ? definition["Schema"] : definition["schema"];
  return schema["properties"];
}

bool is_object(const yaml::Node& properties) {
  return properties["kind"] && properties["apiVersion"] && properties["metadata"];
}

class Reader {
 public:
  explicit Reader(const yaml::Node& definitions) : definitions_(definitions) {}

  TransformerConfig run() {
    for (const auto& [name, definition] : definitions_.members()) {
      const yaml::Node& properties = properties_of(definition);
      if (!is_object(properties)) continue;
      kind_ = std::string(name.text().substr(name.text().rfind('.') + 1));
      read(properties, {}, 0);
    }
    return std::move(config_);
  }

 private:
  void read(const yaml::Node& properties, const std::string& parent, std::size_t depth) {
    for (const auto& [name, property] : properties.members()) {
      if (depth > deepest || ++seen_ > most_fields)
        throw Refusal{name.place(), "the definitions of custom kinds nest too deep or have too many fields"};
      const std::string path = parent.empty() ? std::string(name.text()) : parent + '/' + std::string(name.text());
      note_marks(property, path);
      if (const yaml::Node& reference = property["$ref"]) read(properties_of(definitions_[reference.text()]), path, depth + 1);
    }
  }

  void note_marks(const yaml::Node& property, const std::string& path) {
    if (property["x-kubernetes-annotation"].is_scalar()) merge(config_.common_annotations, {field(path)});
    if (property["x-kubernetes-label-selector"].is_scalar()) merge(config_.common_labels, {field(path)});
    if (property["x-kubernetes-identity"].is_scalar()) merge(config_.name_prefix, {field(path)});
    const yaml::Node& version = property["x-kubernetes-object-ref-api-version"];
    const yaml::Node& kind = property["x-kubernetes-object-ref-kind"];
    if (!version.is_scalar() || !kind.is_scalar()) return;
    const yaml::Node& key = property["x-kubernetes-object-ref-name-key"];
    const std::string last = key.is_scalar() ? std::string(key.text()) : "name";
    add_reference({"", std::string(version.text()), std::string(kind.text())}, field(path + '/' + last));
  }

  void add_reference(const Type& target, const FieldSpec& field) {
    auto held = std::find_if(config_.name_references.begin(), config_.name_references.end(),
                             [&](const NameReferences& known) { return known.target == target; });
    if (held == config_.name_references.end()) held = config_.name_references.insert(held, {target, {}});
    merge(held->fields, {field});
  }

  [[nodiscard]] FieldSpec field(const std::string& path) const { return {{"", "", kind_}, path}; }

  const yaml::Node& definitions_;
  std::string kind_;
  std::size_t seen_ = 0;
  TransformerConfig config_;
};

}  // namespace

SharedConfig read_definitions(const yaml::Node& root) {
  return std::make_shared<const TransformerConfig>(Reader(root).run());
}

}  // namespace safeops::flux
