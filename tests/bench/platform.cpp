#include "platform.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace safeops::bench {
namespace {

constexpr std::array<std::string_view, 3> environments = {"develop", "staging", "production"};

constexpr std::string_view deployment = R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
spec:
  replicas: 2
  selector:
    matchLabels: {{app: {name}}}
  template:
    metadata:
      labels: {{app: {name}}}
    spec:
      containers:
        - name: {name}
          image: registry.example.com/{name}:1.0.0
          envFrom:
            - configMapRef: {{name: {name}-settings}}
          env:
            - name: DATABASE_HOST
              value: app-postgres-rw
)";

constexpr std::string_view service = R"(apiVersion: v1
kind: Service
metadata:
  name: {name}
spec:
  selector: {{app: {name}}}
  ports: [{{port: 80, targetPort: 8080}}]
)";

constexpr std::string_view settings = R"(apiVersion: v1
kind: ConfigMap
metadata:
  name: {name}-settings
data:
  LOG_LEVEL: info
  FEATURE_NEW_VIEW: "false"
)";

constexpr std::string_view overlay = R"(apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: {environment}
resources: [../base, settings.yaml]
images:
  - name: registry.example.com/{name}
    newTag: {tag}
)";

constexpr std::string_view sync = R"(apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: {name}-{environment}
  namespace: flux-system
spec:
  interval: 10m
  path: ./apps/{name}/{environment}
  prune: true
  sourceRef: {{kind: GitRepository, name: flux-system}}
---
)";

constexpr std::string_view cluster = R"(apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: app-postgres
  namespace: {environment}
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17.2
  storage: {{size: 10Gi}}
---
)";

std::string app_name(std::size_t number) {
  return fmt::format("app-{:04}", number);
}

std::string overlay_text(const std::string& name, std::string_view environment, std::string_view tag) {
  return fmt::format(overlay, fmt::arg("name", name), fmt::arg("environment", environment), fmt::arg("tag", tag));
}

void write_app(test::RepositoryBuilder& repository, const std::string& name) {
  const std::string folder = "apps/" + name;
  repository.write(folder + "/base/deployment.yaml", fmt::format(deployment, fmt::arg("name", name)));
  repository.write(folder + "/base/service.yaml", fmt::format(service, fmt::arg("name", name)));
  repository.write(folder + "/base/kustomization.yaml", "resources: [deployment.yaml, service.yaml]\n");
  std::string syncs;
  for (const std::string_view environment : environments) {
    const std::string there = fmt::format("{}/{}", folder, environment);
    repository.write(there + "/kustomization.yaml", overlay_text(name, environment, "1.0.0"));
    repository.write(there + "/settings.yaml", fmt::format(settings, fmt::arg("name", name)));
    syncs += fmt::format(sync, fmt::arg("name", name), fmt::arg("environment", environment));
  }
  repository.write("flux-system/" + name + ".yaml", syncs);
}

}  // namespace

void write_platform(test::RepositoryBuilder& repository, std::size_t apps) {
  for (std::size_t number = 0; number < apps; ++number) write_app(repository, app_name(number));
  std::string clusters;
  for (const std::string_view environment : environments) clusters += fmt::format(cluster, fmt::arg("environment", environment));
  repository.write("data/clusters.yaml", clusters);
  repository.write("migrations/001-users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);\n");
  repository.commit("Lay out the platform");
}

std::string release(test::RepositoryBuilder& repository, std::size_t app, std::size_t version) {
  const std::string name = app_name(app);
  repository.write("apps/" + name + "/production/kustomization.yaml",
                   overlay_text(name, "production", fmt::format("1.{}.0", version)));
  return repository.commit(fmt::format("Release {} 1.{}.0", name, version)).hex();
}

void write_migrations(test::RepositoryBuilder& repository, std::size_t files) {
  constexpr std::string_view migration = R"(-- What orders need from here on; every statement can run again.
CREATE TABLE IF NOT EXISTS orders_{0} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  state text NOT NULL DEFAULT 'open',
  total numeric(12, 2) NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE orders_{0} ADD COLUMN IF NOT EXISTS note text;
ALTER TABLE orders_{0} ADD CONSTRAINT orders_{0}_total_check CHECK (total >= 0) NOT VALID;
ALTER TABLE orders_{0} VALIDATE CONSTRAINT orders_{0}_total_check;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_{0}_customer_idx ON orders_{0} (customer_id) WHERE state = 'open';
UPDATE orders_{0} SET note = '' WHERE note IS NULL AND created_at < now() - interval '1 day';
CREATE OR REPLACE VIEW open_orders_{0} AS
  SELECT o.id, o.customer_id, o.total, count(*) OVER (PARTITION BY o.customer_id) AS open_orders
  FROM orders_{0} AS o WHERE o.state = 'open' ORDER BY o.created_at;
)";
  for (std::size_t number = 1; number <= files; ++number) {
    repository.write(fmt::format("migrations/{:04}-orders.sql", number), fmt::format(migration, number));
  }
}

}  // namespace safeops::bench
