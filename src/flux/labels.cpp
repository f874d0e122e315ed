#include <fmt/format.h>

#include "flux/field_path.hpp"
#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

void put(Object& object, const FieldSpec& field, const yaml::Node& pairs) {
  visit_field(object.root(), field, Creates::map, [&](yaml::Node& map) {
    if (map.is_null()) return;
    if (!map.is_map())
      throw Refusal{map.place(), fmt::format("{}: `{}` is no map", object.id().text(), text::visible(field.path))};
    for (const auto& [key, value] : pairs.members())
      map.set(key.text(), yaml::Node::scalar(std::string(value.text()), value.place(), yaml::Node::Style::quoted), key.place());
  });
}

FieldSpecs fields_of(const yaml::Node& entry, const TransformerConfig& config) {
  const FieldSpec metadata({}, "metadata/labels", true);
  FieldSpecs fields = read_fields(entry["fields"]);
  try {
    merge(fields, config.labels);
    if (entry["includeSelectors"].boolean().value_or(false)) {
      merge(fields, config.common_labels);
      return fields;
    }
    if (entry["includeTemplates"].boolean().value_or(false)) merge(fields, config.template_labels);
    merge(fields, {metadata});
  } catch (Refusal& refusal) {
    refusal.place = entry.place();
    throw;
  }
  return fields;
}

}  // namespace

void add_pairs(ResourceList& list, const yaml::Node& pairs, const FieldSpecs& fields) {
  if (pairs.members().empty()) return;
  for (Resource& resource : list.items()) {
    const Type type = resource.type();
    for (const FieldSpec& field : fields)
      if (field.type.covers(type)) put(resource.object, field, pairs);
  }
}

void add_labels(ResourceList& list, const yaml::Node& entry, const TransformerConfig& config) {
  add_pairs(list, entry["pairs"], fields_of(entry, config));
}

}  // namespace safeops::flux
