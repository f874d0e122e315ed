#include "flux/ignore_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flux/shell_pattern.hpp"
#include "text/digest.hpp"

namespace safeops::flux {
namespace {

constexpr std::size_t most_patterns = 5'000;
constexpr std::size_t most_steps = 100'000'000;

constexpr std::array<std::string_view, 3> default_directories{".circleci", ".git", ".github"};
constexpr std::array<std::string_view, 13> default_names{
    ".drone.yml",        ".flux.yaml", ".gitattributes", ".gitignore",   ".gitlab-ci.yml",  ".gitmodules",
    ".goreleaser.yml",   ".sops.yaml", ".travis.yml",    "appveyor.yml", "cloudbuild.yaml", "codeship-services.yml",
    "codeship-steps.yml"};
constexpr std::array<std::string_view, 8> default_endings{".jpg", ".jpeg", ".gif", ".png", ".wmv", ".flv", ".tar.gz", ".zip"};

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t slash = 0; slash != std::string_view::npos; text.remove_prefix(std::min(slash + 1, text.size()))) {
    slash = text.find('/');
    parts.push_back(text.substr(0, slash));
  }
  return parts;
}

bool is_default_name(std::string_view name, bool is_directory) {
  const auto same = [&](std::string_view other) { return other == name; };
  const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
  return std::any_of(default_names.begin(), default_names.end(), same) ||
         (is_directory && std::any_of(default_directories.begin(), default_directories.end(), same)) ||
         std::any_of(default_endings.begin(), default_endings.end(), ends);
}

bool is_ignored_by_default(std::string_view path, bool is_directory) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    if (is_default_name(path.substr(0, slash), true)) return true;
    path.remove_prefix(slash + 1);
  }
  return is_default_name(path, is_directory);
}

}  // namespace

void IgnoreRules::add(std::string_view text, std::string_view directory) {
  digest_ = text::sha256_hex(fmt::format("{}\n{}\n{}", digest_, directory, text));
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#') || line.find_first_not_of(" \t\v\f\r") == std::string_view::npos) continue;
    if (patterns_.size() == most_patterns) {
      exhausted_ = true;
      return;
    }
    Pattern pattern{.directory = std::string(directory), .parts = {}, .includes = line.starts_with('!')};
    if (pattern.includes) line.remove_prefix(1);
    while (!line.ends_with("\\ ") && line.ends_with(' ')) line.remove_suffix(1);
    pattern.directories_only = line.ends_with('/');
    if (pattern.directories_only) line.remove_suffix(1);
    for (const std::string_view part : split(line)) pattern.parts.emplace_back(part);
    patterns_.push_back(std::move(pattern));
  }
}

bool IgnoreRules::ignores(std::string_view path, bool is_directory) const {
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend() && !exhausted_; ++pattern)
    if (matches(*pattern, path, is_directory)) return !pattern->includes;
  return below_ ? below_->ignores(path, is_directory) : is_ignored_by_default(path, is_directory);
}

bool IgnoreRules::matches(const Pattern& pattern, std::string_view path, bool is_directory) const {
  if (!pattern.directory.empty()) {
    if (!path.starts_with(pattern.directory) || path.size() <= pattern.directory.size() || path[pattern.directory.size()] != '/')
      return false;
    path.remove_prefix(pattern.directory.size() + 1);
  }
  std::vector<std::string_view> names = split(path);
  if (pattern.parts.size() > 1) return matches_parts(pattern, std::move(names), is_directory);
  for (std::size_t at = 0; at < names.size(); ++at)
    if (matches_name(pattern.parts.front(), names[at])) return !pattern.directories_only || is_directory || at + 1 < names.size();
  return false;
}

// `**` takes as few names as will do for the next part, and is not tried again with more.
bool IgnoreRules::matches_parts(const Pattern& pattern, std::vector<std::string_view> names, bool is_directory) const {
  bool matched = false;
  bool any_depth = false;
  std::reverse(names.begin(), names.end());
  for (const std::string& part : pattern.parts) {
    if (part == "**" && &part == &pattern.parts.back()) break;
    if (part.empty() || part == "**") {
      any_depth = part == "**";
      continue;
    }
    if (part.find("**") != std::string::npos || names.empty()) return false;
    for (matched = false; !matched && !names.empty(); names.pop_back()) {
      matched = matches_name(part, names.back());
      if (!matched && !any_depth) return false;
    }
    any_depth = false;
  }
  return matched && !(pattern.directories_only && !is_directory && names.empty());
}

bool IgnoreRules::matches_name(std::string_view pattern, std::string_view name) const {
  if (pattern.find_first_of("*?[\\") == std::string_view::npos) return pattern == name;
  steps_ += pattern.size() * name.size();
  exhausted_ |= steps_ > most_steps;
  return matches_pattern(pattern, name).value_or(false);
}

}  // namespace safeops::flux
