#include "estate/chart_values.hpp"

#include "estate/workload.hpp"

namespace safeops {

ChartValues::ChartValues(const std::deque<Resource>& resources, yaml::Documents& documents) : documents_(&documents) {
  for (const Resource& resource : resources) {
    const flux::Object& object = *resource.object;
    if (object.is("", "ConfigMap"))
      config_maps_.try_emplace({resource.unit->cluster, object.namespace_(), object.name()}, &object);
  }
}

std::vector<const yaml::Node*> ChartValues::of(const Resource& release) const {
  std::vector<const yaml::Node*> found;
  if (!is_helm_release(*release.object)) return found;
  for (const yaml::Node& from : release.object->at("spec.valuesFrom").items()) {
    const auto map = config_maps_.find({release.unit->cluster, release.object->namespace_(), from["name"].text()});
    if (from["kind"].text() != "ConfigMap" || from["targetPath"] || map == config_maps_.end()) continue;
    const yaml::Node& value = map->second->at("data")[from["valuesKey"] ? from["valuesKey"].text() : "values.yaml"];
    const text::Source* source = value.place().source;
    const bool is_file = source && source->readable() && source->text() == value.text();
    if (!is_file) continue;
    const yaml::File& file = documents_->get(*source);
    if (!file.documents.empty()) found.push_back(&file.documents.front().root);
  }
  found.push_back(&release.object->at("spec.values"));
  return found;
}

}  // namespace safeops
