#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// Whether a file's name makes its directory a kustomization.
bool is_kustomization_name(std::string_view name);

// The kustomization of one directory. Its deprecated spellings (`bases`, `imageTags`) are folded into the current ones.
struct KustomizationFile {
  std::string directory;
  yaml::Node root;
  text::Place place;

  [[nodiscard]] bool is_component() const { return root["kind"].text() == "Component"; }
  // True when it asks for nothing at all, which kustomize refuses.
  [[nodiscard]] bool is_empty() const;
};

// What is made of unknown fields and of keys given twice: kustomize refuses them; kustomize-controller drops them from the file
// in a Kustomization's own path, which it reads and writes anew before kustomize sees it.
enum class Unknown { refused, dropped };

// Reads it. None, and no problem, when the directory has none; none and an error when it has several or a broken one.
std::optional<KustomizationFile> load_kustomization(std::string_view directory, TreeReader& reader,
                                                    std::vector<Problem>& problems, Unknown unknown = Unknown::refused);

}  // namespace safeops::flux
