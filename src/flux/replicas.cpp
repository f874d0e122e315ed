#include <fmt/format.h>

#include <algorithm>

#include "flux/field_path.hpp"
#include "flux/refusal.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

bool is_meant(const Resource& resource, const FieldSpec& field, std::string_view name) {
  const std::vector<ResourceId> ids = resource.all_ids();
  return std::any_of(ids.begin(), ids.end(), [&](const ResourceId& id) { return id.name == name && field.type.covers(id.type); });
}

}  // namespace

void set_replicas(ResourceList& list, const yaml::Node& entry, const FieldSpecs& fields) {
  const std::string_view name = entry["name"].text();
  const yaml::Node count = entry["count"] ? entry["count"] : yaml::Node::scalar("0", entry.place());
  bool found = false;
  for (const FieldSpec& field : fields)
    for (Resource& resource : list.items()) {
      if (!is_meant(resource, field, name)) continue;
      found = true;
      if (!field.type.covers(resource.type())) continue;
      visit_field(resource.object.root(), field, Creates::scalar, [&](yaml::Node& replicas) {
        if (replicas.is_map() || replicas.is_sequence()) throw Refusal{replicas.place(), "a count of replicas is no plain value"};
        replicas = count;
      });
    }
  if (found) return;
  throw Refusal{
      entry["name"] ? entry["name"].place() : entry.place(),
      fmt::format("`replicas` names `{}`, but there is no such Deployment, StatefulSet or ReplicaSet", text::visible(name))};
}

}  // namespace safeops::flux
