#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "rules/cnpg/cluster_checks.hpp"

namespace safeops::rules {
namespace {

const std::vector<yaml::Node>& extensions_of(Inspection& in) {
  return in.at("spec.postgresql.extensions").items();
}

// What is left of an extension's name in that of its volume (specs.SanitizeExtensionNameForVolume).
std::string volume_name(std::string_view extension) {
  std::string name(extension);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

// validateExtensions
void names(Inspection& in) {
  std::set<std::string> volumes;
  for (const yaml::Node& extension : extensions_of(in)) {
    const yaml::Node& name = extension["name"];
    if (name.is_opaque()) continue;
    if (!has_text(name))
      in.refuse(extension, "an extension has no name", "Add its `name`.");
    else if (!volumes.insert(volume_name(name.text())).second)
      in.refuse(name, fmt::format("extension `{}` would get the volume of another one", name.text()),
                "List each extension once; names that differ in `_` and `-` alone are one.");
  }
}

// validateExtensions
void images(Inspection& in) {
  if (is_set(in.at("spec.imageCatalogRef"))) return;
  for (const yaml::Node& extension : extensions_of(in))
    if (!has_text(extension.at("image.reference")))
      in.refuse(extension, fmt::format("extension `{}` names no image", extension["name"].text()),
                "Add `image.reference`, or take the images from an image catalog.");
}

// filepath.IsLocal of the path below the extension's folder.
bool stays_inside(std::string_view path) {
  int depth = 0;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const std::string_view step = path.substr(0, slash);
    if (step == "..")
      --depth;
    else if (!step.empty() && step != ".")
      ++depth;
    if (depth < 0) return false;
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return true;
}

// validateExtensions: validatePathList
void paths(Inspection& in) {
  for (const yaml::Node& extension : extensions_of(in))
    for (const std::string_view list : {"extension_control_path", "dynamic_library_path", "ld_library_path", "bin_path"}) {
      std::set<std::string_view> seen;
      for (const yaml::Node& path : extension[list].items()) {
        if (path.is_opaque()) continue;
        if (path.text().empty() || !seen.insert(path.text()).second)
          in.refuse(
              path,
              fmt::format("{} of extension `{}` has an entry that is empty or listed twice", list, extension["name"].text()),
              "Remove it.");
        else if (!stays_inside(path.text()))
          in.refuse(path,
                    fmt::format("{} of extension `{}` leads out of its image: `{}`", list, extension["name"].text(), path.text()),
                    "Name a folder inside the extension's image.");
      }
    }
}

// validateExtensionEnvVars. Placeholders in values look like those that Flux fills in, and are not judged.
void variables(Inspection& in) {
  for (const yaml::Node& extension : extensions_of(in)) {
    for (const yaml::Node* again : repeated(extension["env"], "name"))
      in.refuse(*again, fmt::format("environment variable `{}` is listed twice", again->text()), "Keep one of the two.");
    for (const yaml::Node& variable : extension["env"].items()) {
      const std::string_view name = variable["name"].text();
      if (is_reserved_variable(name))
        in.refuse(variable["name"], fmt::format("environment variable `{}` is the operator's own", name), "Remove it.");
      if (name == "PATH" || name == "LD_LIBRARY_PATH")
        in.refuse(variable["name"], fmt::format("environment variable `{}` has a field of its own", name),
                  fmt::format("Write `{}`.", name == "PATH" ? "bin_path" : "ld_library_path"));
    }
  }
}

constexpr std::array<Check, 4> checks{names, images, paths, variables};

}  // namespace

std::span<const Check> cluster_extension_checks() {
  return checks;
}

}  // namespace safeops::rules
