#include <fmt/format.h>

#include <array>
#include <charconv>

#include "rules/cnpg/cluster_checks.hpp"

namespace safeops::rules {
namespace {

struct Tag {
  std::string_view text;
  bool is_digest_only = false;
};

// pkg/reference: neither tag nor digest is `latest`.
Tag tag_of(std::string_view image) {
  const auto at = image.find('@');
  const std::string_view name = image.substr(0, at);
  const auto colon = name.rfind(':');
  if (colon != std::string_view::npos && name.find('/', colon) == std::string_view::npos) return {name.substr(colon + 1)};
  return {at == std::string_view::npos ? "latest" : "", at != std::string_view::npos};
}

const yaml::Node* known_image(Inspection& in) {
  const yaml::Node& image = in.at("spec.imageName");
  return has_text(image) && !image.is_opaque() ? &image : nullptr;
}

// validateImageName
void image_tag(Inspection& in) {
  const yaml::Node* image = known_image(in);
  if (!image) return;
  const Tag tag = tag_of(image->text());
  constexpr std::string_view next = "Name the version before the digest: `postgresql:17.5` or `postgresql:17.5@sha256:...`.";
  if (tag.is_digest_only)
    in.refuse(*image, "the image is named by its digest alone, which hides the PostgreSQL version", std::string(next));
  else if (tag.text == "latest")
    in.refuse(*image, "the image's tag is `latest`, which hides the PostgreSQL version", std::string(next));
  else if (tag.text.empty() || tag.text.front() < '0' || tag.text.front() > '9')
    in.refuse(*image, fmt::format("the image's tag `{}` does not begin with a PostgreSQL version", tag.text), std::string(next));
}

// validateConfiguration
void supported_major(Inspection& in) {
  const bool by_catalog = is_set(in.at("spec.imageCatalogRef"));
  const auto major = postgres_major_of(in.object());
  if (!major || *major >= 13) return;
  if (by_catalog && !is_set(in.at("spec.imageCatalogRef.major")))
    return in.refuse("spec.imageCatalogRef.major", "imageCatalogRef names no major version", "Add `major`.");
  in.refuse(by_catalog ? in.at("spec.imageCatalogRef.major") : in.at("spec.imageName"),
            fmt::format("PostgreSQL {} is too old for CloudNativePG", *major),
            "Use PostgreSQL 13 or newer; import an older database with `bootstrap.initdb.import`.");
}

// CRD: `!(has(self.imageCatalogRef) && has(self.imageName))`
void image_or_catalog(Inspection& in) {
  if (is_set(in.at("spec.imageCatalogRef")) && is_set(in.at("spec.imageName")))
    in.reject("spec.imageName", "imageName and imageCatalogRef both say which image runs", "Keep one of the two.");
}

// CRD: imageCatalogRef.kind and .apiGroup
void catalog_kind(Inspection& in) {
  const yaml::Node& catalog = in.at("spec.imageCatalogRef");
  if (!is_set(catalog) || catalog.is_opaque()) return;
  const std::string_view kind = catalog["kind"].text();
  if ((kind == "ImageCatalog" || kind == "ClusterImageCatalog") && catalog["apiGroup"].text() == "postgresql.cnpg.io") return;
  in.reject(catalog, "imageCatalogRef names no image catalog",
            "Write `apiGroup: postgresql.cnpg.io` and `kind: ImageCatalog` or `ClusterImageCatalog`.");
}

// validateImagePullPolicy
void pull_policy(Inspection& in) {
  const yaml::Node& policy = in.at("spec.imagePullPolicy");
  if (!has_text(policy) || policy.is_opaque()) return;
  for (const std::string_view known : {"Always", "Never", "IfNotPresent"})
    if (policy.text() == known) return;
  in.refuse(policy, fmt::format("`{}` is no imagePullPolicy", policy.text()), "Write Always, Never or IfNotPresent.");
}

constexpr std::array<Check, 5> checks{image_tag, supported_major, image_or_catalog, catalog_kind, pull_policy};

}  // namespace

std::optional<int> postgres_major_of(const flux::Object& cluster) {
  const yaml::Node& catalog = cluster.at("spec.imageCatalogRef");
  if (is_set(catalog)) {
    const auto major = number(catalog["major"], 0);
    return major ? std::optional(static_cast<int>(*major)) : std::nullopt;
  }
  const yaml::Node& image = cluster.at("spec.imageName");
  if (!has_text(image) || image.is_opaque()) return std::nullopt;
  const std::string_view tag = tag_of(image.text()).text;
  int major = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), major);
  return error == std::errc{} && major >= 0 ? std::optional(major) : std::nullopt;
}

std::span<const Check> cluster_image_checks() {
  return checks;
}

}  // namespace safeops::rules
