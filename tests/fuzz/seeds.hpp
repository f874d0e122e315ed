#pragma once

#include <filesystem>
#include <string>

namespace safeops::fuzz {

// A tree of files as one text, for a target whose input is a repository: "=== path", then the file's content, again and again.
std::string pack(const std::filesystem::path& folder);

}  // namespace safeops::fuzz
