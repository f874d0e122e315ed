#pragma once

#include <optional>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// A patch as it was read: objects to merge, or the operations of a JSON patch.
struct Patch {
  text::Place place;  // of what calls for it
  std::vector<Object> merges;
  std::optional<yaml::Node> operations;
};

// Where the paths of a kustomization's patches count from, and who reads them.
struct PatchFiles {
  std::string_view directory;
  TreeReader& reader;
};

// Reads the patch in a file. Throws Refusal for what is neither kind of patch.
Patch read_patch_file(const yaml::Node& path, PatchFiles files);

// Reads a patch that stands in the kustomization itself, `trimmed` of the blanks around it or not. Its values point at the lines
// they are written on.
enum class Blanks { kept, trimmed };
Patch read_inline_patch(const yaml::Node& text, Blanks blanks);

// Gives the values of a JSON patch the types JSON knows.
void make_json(yaml::Node& node);

}  // namespace safeops::flux
