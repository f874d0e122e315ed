#include "flux/tree_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace safeops::flux {
namespace {

Inputs::Entry describe(const std::optional<git::Entry>& entry) {
  using Kind = Inputs::Entry::Kind;
  if (!entry) return {Kind::absent, {}};
  if (entry->is_file()) return {Kind::file, entry->id};
  return {entry->mode == git::Mode::directory ? Kind::directory : Kind::other, {}};
}

std::string listing(const std::vector<git::Entry>& children) {
  std::string text;
  for (const git::Entry& child : children) {
    text += static_cast<char>('0' + static_cast<int>(child.mode));
    text += child.path;
    text += '\n';
  }
  return text;
}

constexpr int deepest_directory = 128;

class TreeComparison {
 public:
  explicit TreeComparison(const git::Repository& repository) : repository_(repository) {}

  void compare(const git::Oid& one, const git::Oid& other, const std::string& directory, int depth) {
    if (one == other) return;
    if (depth == deepest_directory) {
      changed.push_back(directory);
      return;
    }
    const git::TreeEntries old_entries = repository_.tree_entries(one);
    std::map<Key, const git::Entry*> before;
    for (const git::Entry& entry : old_entries) before.emplace(key_of(entry), &entry);
    for (const git::Entry& entry : repository_.tree_entries(other)) {
      const auto held = before.find(key_of(entry));
      compare(held == before.end() ? nullptr : held->second, entry, directory, depth);
      if (held != before.end()) before.erase(held);
    }
    for (const auto& [key, entry] : before) changed.push_back(join(directory, key.first));
  }

  std::vector<std::string> changed;

 private:
  // A tree may hold a file and a directory of one name.
  using Key = std::pair<std::string_view, bool>;
  static Key key_of(const git::Entry& entry) { return {entry.path, entry.mode == git::Mode::directory}; }

  static std::string join(const std::string& directory, std::string_view name) {
    return directory.empty() ? std::string(name) : fmt::format("{}/{}", directory, name);
  }

  void compare(const git::Entry* one, const git::Entry& other, const std::string& directory, int depth) {
    if (one && one->id == other.id && one->mode == other.mode) return;
    const std::string path = join(directory, other.path);
    if (one && one->mode == git::Mode::directory)
      compare(one->id, other.id, path, depth + 1);
    else
      changed.push_back(path);
  }

  const git::Repository& repository_;
};

}  // namespace

std::vector<std::string> changed_paths(const git::Repository& repository, const git::Oid& one, const git::Oid& other) {
  TreeComparison comparison(repository);
  comparison.compare(one, other, "", 0);
  return std::move(comparison.changed);
}

bool Inputs::same_in(const git::Snapshot& snapshot, const std::vector<std::string>& changed) const {
  return std::all_of(changed.begin(), changed.end(), [&](const std::string& path) {
    for (std::string_view above = path; !above.empty();) {
      const std::size_t slash = above.rfind('/');
      above = slash == std::string_view::npos ? std::string_view{} : above.substr(0, slash);
      if (!same_at(snapshot, above)) return false;
    }
    return same_at(snapshot, path) && same_below(snapshot, path + '/');
  });
}

bool Inputs::same_at(const git::Snapshot& snapshot, std::string_view path) const {
  const auto entry = entries.find(path);
  if (entry != entries.end() && describe(snapshot.find(path)) != entry->second) return false;
  const auto listed = listings.find(path);
  return listed == listings.end() || listing(snapshot.children(path)) == listed->second;
}

bool Inputs::same_below(const git::Snapshot& snapshot, const std::string& path) const {
  const auto same = [&](const auto& seen) {
    for (auto entry = seen.lower_bound(path); entry != seen.end() && entry->first.starts_with(path); ++entry)
      if (!same_at(snapshot, entry->first)) return false;
    return true;
  };
  return same(entries) && same(listings);
}

void Inputs::add(const Inputs& other) {
  entries.insert(other.entries.begin(), other.entries.end());
  listings.insert(other.listings.begin(), other.listings.end());
  parsed.insert(other.parsed.begin(), other.parsed.end());
}

const yaml::File& TreeReader::yaml(const text::Source& source) {
  inputs_.parsed.insert(source.path());
  return files_->documents().get(source);
}

const ResourceFiles::Content& TreeReader::resources(const text::Source& source) {
  inputs_.parsed.insert(source.path());
  return files_->get(source);
}

Inputs::Entry::Kind TreeReader::kind(std::string_view path) {
  const auto found = inputs_.entries.find(path);
  if (found != inputs_.entries.end()) return found->second.kind;
  const std::optional<git::Entry> entry = snapshot_->find(path);
  if (entry && is_left_out(*entry)) return Inputs::Entry::Kind::absent;
  return inputs_.entries.emplace(path, describe(entry)).first->second.kind;
}

const text::Source* TreeReader::source(std::string_view path) {
  const std::optional<git::Entry> entry = snapshot_->find(path);
  if (entry && is_left_out(*entry)) return nullptr;
  inputs_.entries.insert_or_assign(std::string(path), describe(entry));
  return entry && entry->is_file() ? &sources_->get(*entry) : nullptr;
}

std::vector<git::Entry> TreeReader::children(std::string_view directory) {
  std::vector<git::Entry> entries = snapshot_->children(directory);
  inputs_.listings.insert_or_assign(std::string(directory), listing(entries));
  std::erase_if(entries, [&](const git::Entry& entry) { return is_left_out(entry); });
  return entries;
}

bool TreeReader::is_left_out(const git::Entry& entry) const {
  if (!rules_) return false;
  const bool directory = entry.mode == git::Mode::directory;
  if (!rules_->ignores(entry.path, directory)) return false;
  return !(directory && rules_->has_patterns() && holds_anything(entry.path, 0));
}

// A directory is there for what is taken back in below it.
bool TreeReader::holds_anything(const std::string& directory, int depth) const {
  if (depth == deepest_directory) return false;
  const std::vector<git::Entry> children = snapshot_->children(directory);
  return std::any_of(children.begin(), children.end(), [&](const git::Entry& child) {
    const bool is_directory = child.mode == git::Mode::directory;
    return !rules_->ignores(child.path, is_directory) || (is_directory && holds_anything(child.path, depth + 1));
  });
}

}  // namespace safeops::flux
