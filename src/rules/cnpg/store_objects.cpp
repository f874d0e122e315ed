#include <fmt/format.h>

#include <array>
#include <set>

#include "rules/cnpg/inspection.hpp"
#include "rules/cnpg/object_checks.hpp"
#include "rules/cnpg/quantity.hpp"

namespace safeops::rules {
namespace {

// CRD: `!has(self.serverName)`
void server_name(Inspection& in) {
  const yaml::Node& name = in.at("spec.configuration.serverName");
  if (is_set(name))
    in.reject(name, "an ObjectStore holds the archives of several servers and has no serverName",
              "Write `serverName` among the parameters of the plugin in the Cluster.");
}

// CRD: pattern
void retention(Inspection& in) {
  const yaml::Node& policy = in.at("spec.retentionPolicy");
  if (is_set(policy) && !policy.is_opaque() && !is_retention_policy(policy.text()))
    in.reject(policy, fmt::format("`{}` is no retention policy", policy.text()),
              "Write days, weeks or months: `30d`, `4w`, `6m`.");
}

// CRD: `!self.exists(a, a.startsWith('--log-level'))`
void log_level(Inspection& in) {
  for (const yaml::Node& argument : in.at("spec.instanceSidecarConfiguration.additionalContainerArgs").items())
    if (argument.text().starts_with("--log-level"))
      in.reject(argument, "the sidecar's log level stands among its arguments",
                "Write `spec.instanceSidecarConfiguration.logLevel`.");
}

constexpr std::array<Check, 3> store_checks{server_name, retention, log_level};

// CRD: rules of ImageCatalog and ClusterImageCatalog
void images(Inspection& in) {
  if (in.at("spec.images").is_opaque()) return;
  const auto& images = in.at("spec.images").items();
  if (images.empty() || images.size() > 8)
    in.reject("spec.images", fmt::format("the catalog has {} images", images.size()),
              "List one image for each major version, 8 at most.");
  std::set<std::int64_t> majors;
  for (const yaml::Node& image : images) {
    const auto major = image["major"].integer();
    if (!major) continue;
    if (*major < 10)
      in.reject(image["major"], fmt::format("PostgreSQL {} is no major of the catalog", *major), "Write 10 or more.");
    if (!majors.insert(*major).second)
      in.reject(image["major"], fmt::format("the catalog has two images for PostgreSQL {}", *major), "Keep one of the two.");
  }
}

constexpr std::array<Check, 1> catalog_checks{images};

}  // namespace

std::vector<Refusal> refused_object_store(const flux::Object& store, bool creates) {
  return inspect(store, creates, {store_checks});
}

std::vector<Refusal> refused_image_catalog(const flux::Object& catalog, bool creates) {
  return inspect(catalog, creates, {catalog_checks});
}

}  // namespace safeops::rules
