#include "fuzz/seeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace safeops::fuzz {

std::string pack(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string packed;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    packed += fmt::format("=== {}\n", file.lexically_relative(folder).string());
    packed.append(std::istreambuf_iterator<char>(in), {});
    if (!packed.ends_with('\n')) packed += '\n';
  }
  return packed;
}

}  // namespace safeops::fuzz
