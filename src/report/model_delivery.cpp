#include "report/model_parts.hpp"
#include "text/escape.hpp"

// What is delivered: units and the objects in them.
namespace safeops::report {
namespace {

text::Place place_of(const flux::Unit& unit) {
  if (unit.kustomization) return unit.kustomization->place();
  return unit.objects().empty() ? text::Place{} : unit.objects().front().place();
}

std::string_view word_for(Artifact::Form form) {
  switch (form) {
    case Artifact::Form::image:
      return "image";
    case Artifact::Form::chart:
      return "chart";
    case Artifact::Form::source:
      return "source";
    case Artifact::Form::configuration:
      return "configuration";
  }
  return "";
}

Json artifact_json(const Artifact& artifact) {
  return {{"form", word_for(artifact.form)}, {"slot", text_json(artifact.slot)},     {"name", text_json(artifact.name)},
          {"tag", text_json(artifact.tag)},  {"digest", text_json(artifact.digest)}, {"place", model_place(artifact.place)}};
}

template <typename T>
Json number_json(const std::optional<T>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json backup_of(const Cluster& cluster) {
  return {{"method", to_string(cluster.backup_method())},
          {"destination", text_json(cluster.archive_destination())},
          {"serverName", text_json(cluster.archive_server_name())},
          {"retention", text_json(cluster.retention_policy())}};
}

}  // namespace

Json unit_json(const flux::Unit& unit, const Connections& connections) {
  const Environment* environment = connections.environment_of(unit);
  return {{"id", text_json(unit.id)},
          {"name", text_json(unit.name)},
          {"path", text::to_valid_utf8(unit.path)},
          {"environment", text_json(environment ? environment->name : "")},
          {"appliedBy", text_json(unit.applied_by)},
          {"prune", unit.prune},
          {"wait", unit.wait},
          {"suspend", unit.suspend},
          {"force", unit.force},
          {"dependsOn", texts_json(unit.depends_on)},
          {"targetNamespace", text_json(unit.target_namespace)},
          {"foreign", unit.is_foreign},
          {"builds", !unit.build->failed()},
          {"objects", unit.objects().size()},
          {"place", model_place(place_of(unit))}};
}

Json cluster_json(const Cluster& cluster, const Connections& connections) {
  Json json = resource_json(*cluster.resource);
  json["image"] = text_json(cluster.object().at("spec.imageName").text());
  json["postgresMajor"] = number_json(cluster.postgres_major());
  json["instances"] = number_json(cluster.object().at("spec.instances").integer());
  json["backup"] = backup_of(cluster);
  json["schedules"] = texts_json(connections.schedules_of(cluster));
  json["place"] = model_place(cluster.place());
  return json;
}

Json schedule_json(const ScheduledBackup& schedule) {
  Json json = resource_json(*schedule.resource);
  json["cluster"] = text_json(schedule.cluster_name());
  json["schedule"] = text_json(schedule.schedule());
  json["suspended"] = schedule.suspended();
  json["place"] = model_place(schedule.place());
  return json;
}

Json workload_json(const Workload& workload) {
  Json json = resource_json(*workload.resource);
  json["app"] = text_json(workload.app);
  json["kind"] = text_json(workload.object().kind());
  json["artifacts"] = Json::array();
  for (const Artifact& artifact : workload.artifacts) json["artifacts"].push_back(artifact_json(artifact));
  json["databases"] = Json::array();
  for (const DatabaseLink& link : workload.databases)
    json["databases"].push_back({{"cluster", text_json(link.cluster)}, {"reason", text_json(link.reason)}});
  json["place"] = model_place(workload.place());
  return json;
}

Json flag_json(const Flag& flag) {
  Json json = resource_json(*flag.resource);
  json["name"] = text_json(flag.name.config_map);  // without the hash of its content
  json["kind"] = text_json(flag.resource->object->kind());
  json["key"] = text_json(flag.name.key);
  json["on"] = flag.on;
  json["place"] = model_place(flag.place);
  return json;
}

}  // namespace safeops::report
