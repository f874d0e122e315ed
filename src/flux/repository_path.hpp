#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace safeops::flux {

// `relative` as seen from `directory`, with `.` and `..` resolved: a path from the repository's root, "" for the root itself.
// None for an absolute path and for one that leaves the repository.
std::optional<std::string> join_path(std::string_view directory, std::string_view relative);

std::string_view base_name(std::string_view path);
std::string_view parent_directory(std::string_view path);

// A git URL, an http(s) URL or a host/owner/repository spelling, as kustomize tells them from paths.
bool is_remote(std::string_view resource);

}  // namespace safeops::flux
