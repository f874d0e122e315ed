#include "flux/tree_reader.hpp"

#include <algorithm>

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

}  // namespace

bool Inputs::same_in(const git::Snapshot& snapshot) const {
  return std::all_of(entries.begin(), entries.end(),
                     [&](const auto& seen) { return describe(snapshot.find(seen.first)) == seen.second; }) &&
         std::all_of(listings.begin(), listings.end(),
                     [&](const auto& seen) { return listing(snapshot.children(seen.first)) == seen.second; });
}

Inputs::Entry::Kind TreeReader::kind(std::string_view path) {
  const auto found = inputs_.entries.find(path);
  if (found != inputs_.entries.end()) return found->second.kind;
  return inputs_.entries.emplace(path, describe(snapshot_->find(path))).first->second.kind;
}

const text::Source* TreeReader::source(std::string_view path) {
  const std::optional<git::Entry> entry = snapshot_->find(path);
  inputs_.entries.insert_or_assign(std::string(path), describe(entry));
  return entry && entry->is_file() ? &sources_->get(*entry) : nullptr;
}

std::vector<git::Entry> TreeReader::children(std::string_view directory) {
  std::vector<git::Entry> entries = snapshot_->children(directory);
  inputs_.listings.insert_or_assign(std::string(directory), listing(entries));
  return entries;
}

}  // namespace safeops::flux
