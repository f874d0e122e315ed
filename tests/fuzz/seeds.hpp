#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::fuzz {

// A tree of files as one text, for a target whose input is a repository: "=== path", then the file's content, again and again.
std::string pack(const std::filesystem::path& folder);

struct PackedFile {
  std::string_view path;
  std::string_view content;
};
// The files of such a text, 64 at most, without those whose path git would not take. Views into `packed`.
std::vector<PackedFile> unpack(std::string_view packed);

}  // namespace safeops::fuzz
