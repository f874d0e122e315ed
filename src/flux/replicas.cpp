#include <fmt/format.h>

#include "flux/problems.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

bool has_replicas(std::string_view kind) {
  return kind == "Deployment" || kind == "ReplicationController" || kind == "ReplicaSet" || kind == "StatefulSet";
}

bool is_named(const Resource& resource, std::string_view name) {
  if (resource.object.name() == name) return true;
  for (const ResourceId& id : resource.previous)
    if (id.name == name) return true;
  return false;
}

bool set_count(ResourceList& list, const yaml::Node& entry) {
  bool found = false;
  for (Resource& resource : list.items()) {
    if (!has_replicas(resource.object.kind()) || !is_named(resource, entry["name"].text())) continue;
    yaml::Node& root = resource.object.root();
    yaml::Node* spec = root.find("spec");
    if (!spec) spec = &root.set("spec", yaml::Node::map());
    spec->set("replicas", entry["count"], entry["count"].place());
    found = true;
  }
  return found;
}

}  // namespace

void set_replicas(ResourceList& list, const yaml::Node& entries, std::vector<Problem>& problems) {
  for (const yaml::Node& entry : entries.items())
    if (!set_count(list, entry))
      error(problems, entry["name"].place(),
            fmt::format("`replicas` names `{}`, but there is no such Deployment, StatefulSet or ReplicaSet",
                        text::visible(entry["name"].text())));
}

}  // namespace safeops::flux
