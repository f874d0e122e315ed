#include "flux/repository_path.hpp"

namespace safeops::flux {

std::optional<std::string> join_path(std::string_view directory, std::string_view relative) {
  if (relative.starts_with('/')) return {};
  std::string path(directory);
  while (!relative.empty()) {
    const std::size_t slash = relative.find('/');
    const std::string_view part = relative.substr(0, slash);
    relative.remove_prefix(slash == std::string_view::npos ? relative.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (path.empty()) return {};
      path = parent_directory(path);
      continue;
    }
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string_view parent_directory(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

bool is_remote(std::string_view resource) {
  return resource.find("://") != std::string_view::npos || resource.starts_with("git@") || resource.starts_with("git::") ||
         resource.starts_with("github.com/") || resource.starts_with("github.com:") ||
         resource.find("?ref=") != std::string_view::npos;
}

}  // namespace safeops::flux
