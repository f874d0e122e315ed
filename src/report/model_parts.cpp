#include "report/model_parts.hpp"

#include "text/escape.hpp"

namespace safeops::report {

Connections::Connections(const Estate& estate) {
  for (const Resource& resource : estate.resources()) {
    const auto [row, first] = environments_.emplace(resource.unit, resource.environment);
    if (!first && row->second != resource.environment) row->second = nullptr;
  }
  for (const ScheduledBackup& schedule : estate.scheduled_backups())
    schedules_[{schedule.environment(), schedule.namespace_(), schedule.cluster_name()}].emplace_back(schedule.name());
  for (const Plan& plan : estate.plans())
    for (const auto* files : {&plan.expand, &plan.contract})
      for (const FileReference& file : *files) plans_.emplace(file.path, &plan);
}

const Environment* Connections::environment_of(const flux::Unit& unit) const {
  const auto found = environments_.find(&unit);
  return found == environments_.end() ? nullptr : found->second;
}

std::vector<std::string> Connections::schedules_of(const Cluster& cluster) const {
  const auto found = schedules_.find({cluster.environment(), cluster.namespace_(), cluster.name()});
  return found == schedules_.end() ? std::vector<std::string>{} : found->second;
}

const Plan* Connections::plan_of(const Migration& migration) const {
  const auto found = plans_.find(migration.path);
  return found == plans_.end() ? nullptr : found->second;
}

Json text_json(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text::to_valid_utf8(text));
}

Json texts_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(text::to_valid_utf8(text));
  return list;
}

Json time_json(const std::optional<text::Seconds>& time) {
  return time ? Json(text::format_time(*time)) : Json(nullptr);
}

Json model_place(const text::Place& place) {
  if (!place) return nullptr;
  return {{"file", text::to_valid_utf8(place.path())}, {"line", place.start().line}};
}

Json environment_json(const Environment& environment) {
  return {{"name", text_json(environment.name)},
          {"protected", environment.is_protected},
          {"paths", texts_json(environment.paths)},
          {"namespaces", texts_json(environment.namespaces)},
          {"place", model_place(environment.place)}};
}

Json resource_json(const Resource& resource) {
  return {{"name", text_json(resource.object->name())},
          {"namespace", text_json(resource.object->namespace_())},
          {"environment", text_json(resource.environment_name())},
          {"unit", text_json(resource.unit ? resource.unit->id : "")}};
}

}  // namespace safeops::report
