#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estate/policy.hpp"
#include "flux/delivery.hpp"
#include "text/source.hpp"

namespace safeops {

// One object as it would be applied to one environment, or one that stands in the repository and nothing reaches.
struct Resource {
  const flux::Object* object = nullptr;
  const flux::Unit* unit = nullptr;          // null: not deployed
  const Environment* environment = nullptr;  // null: belongs to none that can be told

  [[nodiscard]] bool deployed() const { return unit != nullptr; }
  [[nodiscard]] bool in_protected() const { return environment && environment->is_protected; }
  [[nodiscard]] std::string_view environment_name() const;  // "" where there is none
  // For messages: "Cluster data/app-postgres in production". Safe to print.
  [[nodiscard]] std::string text() const;
};

// A typed view is a Resource that answers questions of its kind. `field` is the place of a dotted field.
struct View {
  const Resource* resource = nullptr;

  [[nodiscard]] const flux::Object& object() const { return *resource->object; }
  [[nodiscard]] std::string_view name() const { return object().name(); }
  [[nodiscard]] std::string_view namespace_() const { return object().namespace_(); }
  [[nodiscard]] bool deployed() const { return resource->deployed(); }
  [[nodiscard]] const Environment* environment() const { return resource->environment; }
  [[nodiscard]] text::Place place() const { return object().place(); }
  [[nodiscard]] text::Place field(std::string_view dotted) const { return object().place(dotted); }
  [[nodiscard]] std::string text() const { return resource->text(); }
};

// The digits that an image's tag starts with (CNPG pkg/postgres/version): 17 for "postgresql:17.5-bookworm". None for other tags.
std::optional<int> postgres_major_of_image(std::string_view image);

// A Kubernetes quantity in bytes (resource.Quantity: Ki Mi Gi Ti Pi Ei, k M G T P E, m, exponents). None when it is none, or
// opaque.
std::optional<std::int64_t> parse_quantity(std::string_view text);

// How a CNPG Cluster is backed up (CNPG: spec.backup, spec.plugins).
enum class BackupMethod { none, barman_object_store, plugin, volume_snapshot };
std::string_view to_string(BackupMethod method);

// CNPG postgresql.cnpg.io/v1 Cluster.
struct Cluster : View {
  [[nodiscard]] BackupMethod backup_method() const;
  [[nodiscard]] std::optional<std::int64_t> storage_bytes() const;  // spec.storage.size, else its pvcTemplate's request
  [[nodiscard]] bool has_wal_storage() const;
  [[nodiscard]] std::optional<std::int64_t> wal_storage_bytes() const;
  [[nodiscard]] std::optional<int> postgres_major() const;  // imageCatalogRef.major, else the tag of imageName (`17`, `16.4-1`)
  [[nodiscard]] bool validation_disabled() const;           // annotation cnpg.io/validation
  [[nodiscard]] std::string_view retention_policy() const;  // spec.backup.retentionPolicy, "" when not set
  [[nodiscard]] std::string_view archive_destination() const;  // in-tree: destinationPath; plugin: barmanObjectName
  [[nodiscard]] std::string_view archive_server_name() const;  // in-tree: serverName; plugin: parameters.serverName; "" unset
  [[nodiscard]] bool prune_disabled() const;                   // kustomize.toolkit.fluxcd.io/prune: disabled
};

// CNPG postgresql.cnpg.io/v1 ScheduledBackup.
struct ScheduledBackup : View {
  [[nodiscard]] std::string_view cluster_name() const { return object().at("spec.cluster.name").text(); }
  [[nodiscard]] bool suspended() const { return object().at("spec.suspend").boolean().value_or(false); }
  [[nodiscard]] std::string_view schedule() const { return object().at("spec.schedule").text(); }
};

// An image, chart or source version that a workload runs.
struct Artifact {
  enum class Form {
    image,          // container image
    chart,          // Helm chart version
    source,         // ref of the OCIRepository or GitRepository a chart comes from
    configuration,  // generated ConfigMap or Secret whose content rolls the pods; `tag` is kustomize's hash
  };
  Form form = Form::image;
  std::string slot;    // what stays the same when the version changes: container name, or values path
  std::string name;    // repository without tag, chart name
  std::string tag;     // tag or version, "" when none
  std::string digest;  // "sha256:...", "" when none
  text::Place place;   // of the value that set tag or digest

  [[nodiscard]] std::string version() const;  // "1.2.3", "1.2.3@sha256:12ab34cd", for messages
  // Can it be another one tomorrow with nothing changed in the repository: no digest, and no tag, a tag such as `latest` or
  // `main`, a chart without a version or with a range? False where that is only known in the cluster.
  [[nodiscard]] bool is_floating() const;
};

// A link from a workload to a database, and how we know.
struct DatabaseLink {
  std::string cluster;  // name of the CNPG Cluster
  std::string
      reason;  // "policy", "plan login-v2", "host app-postgres-rw", "Secret app-postgres-app", "only cluster in namespace data"
  bool is_only_near = false;  // nothing names the cluster: it is the only one in the namespace
};

// Deployment, StatefulSet, DaemonSet, CronJob, Job, Rollout, HelmRelease: what runs an app.
struct Workload : View {
  std::string app;                        // the name policy and plans use: metadata.name
  std::vector<const yaml::Node*> values;  // of a chart, see ChartValues::of()
  std::vector<Artifact> artifacts;
  std::vector<DatabaseLink> databases;
  std::vector<const flux::Object*> configuration;  // generated ConfigMaps and Secrets its pods name

  [[nodiscard]] bool uses(std::string_view cluster) const;
  [[nodiscard]] bool names_a_database() const;  // one of its databases is more than the only one near
};

struct FlagName {
  std::string
      config_map;  // name of the object that holds it, as written; for an environment variable and a Helm value the workload's
  std::string key;

  auto operator<=>(const FlagName&) const = default;
};

// A feature flag in one environment: a ConfigMap key, literal environment variable or Helm value that is like a
// boolean.
struct Flag {
  FlagName name;
  const Resource* resource = nullptr;
  bool on = false;
  text::Place place;  // of the value

  [[nodiscard]] const Environment* environment() const { return resource->environment; }
};

// A key of a Secret whose value stands in git in the clear. The value itself is never copied out of the object.
struct SecretData {
  const Resource* resource = nullptr;
  std::string key;
  text::Place place;             // of the key, never of the value
  bool used_by_cluster = false;  // some Cluster, or a workload on it, names this Secret
};

}  // namespace safeops
