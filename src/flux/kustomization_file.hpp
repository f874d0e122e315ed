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
};

// Reads it. None, and no problem, when the directory has none; none and an error when it has several or a broken one.
std::optional<KustomizationFile> load_kustomization(std::string_view directory, TreeReader& reader,
                                                    std::vector<Problem>& problems);

}  // namespace safeops::flux
