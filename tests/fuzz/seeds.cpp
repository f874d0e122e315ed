#include "fuzz/seeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace safeops::fuzz {

namespace {

constexpr std::string_view mark = "=== ";
constexpr std::size_t most_files = 64;

bool fits(std::string_view path) {
  const bool odd = path.empty() || path.front() == '/' || path.back() == '/' || path.size() > 200;
  return !odd && path.find("//") == path.npos && path.find('.') != 0 && path.find("/.") == path.npos &&
         path.find('\0') == path.npos;
}

}  // namespace

std::string pack(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string packed;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    packed += fmt::format("{}{}\n", mark, file.lexically_relative(folder).string());
    packed.append(std::istreambuf_iterator<char>(in), {});
    if (!packed.ends_with('\n')) packed += '\n';
  }
  return packed;
}

std::vector<PackedFile> unpack(std::string_view packed) {
  std::vector<PackedFile> files;
  for (std::size_t at = packed.find(mark); at != packed.npos && files.size() < most_files;) {
    const std::size_t line_end = std::min(packed.find('\n', at), packed.size());
    const std::size_t next = packed.find("\n=== ", line_end);
    const std::size_t end = next == packed.npos ? packed.size() : next + 1;
    const std::size_t begin = std::min(line_end + 1, end);
    const std::string_view path = packed.substr(at + mark.size(), line_end - at - mark.size());
    if (fits(path)) files.push_back({path, packed.substr(begin, end - begin)});
    at = next == packed.npos ? next : next + 1;
  }
  return files;
}

}  // namespace safeops::fuzz
