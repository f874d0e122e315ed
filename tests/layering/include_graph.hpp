#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace safeops::layering {

struct Include {
  std::string file;  // relative to the project's root
  std::size_t line = 0;
  std::string target;  // as written, without its brackets or quotes
  bool quoted = false;
};

// Every layer with all it may include: itself, what its safeops_layer() line in CMakeLists.txt USES, and what those use.
// A layer that uses one declared below it is a broken link line: std::runtime_error.
using Layers = std::map<std::string, std::set<std::string>>;
Layers read_layers(const std::filesystem::path& cmake_lists);

// Every #include below src/ and rules/, in path order.
std::vector<Include> read_includes(const std::filesystem::path& root);

// One sentence for each #include that points against the flow, or names a library that its layer must not know.
std::vector<std::string> forbidden_includes(const std::vector<Include>& includes, const Layers& layers);

// One sentence for each circle of files that include each other.
std::vector<std::string> include_cycles(const std::vector<Include>& includes);

}  // namespace safeops::layering
