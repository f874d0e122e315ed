#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "git/object.hpp"

namespace safeops::git {

// The entries of one tree object, in git's order; their `path` is the bare name. Cheap to copy, and valid for as long as it is
// kept, whatever the repository's cache drops meanwhile. Names are never empty, ".", ".." or ".git", hold no '/', and no two
// entries of one kind share a name: a tree that breaks this is refused when it is loaded.
class TreeEntries {
 public:
  explicit TreeEntries(std::shared_ptr<const std::vector<Entry>> entries) : entries_(std::move(entries)) {}

  [[nodiscard]] auto begin() const { return entries_->begin(); }
  [[nodiscard]] auto end() const { return entries_->end(); }
  [[nodiscard]] std::size_t size() const { return entries_->size(); }
  [[nodiscard]] bool empty() const { return entries_->empty(); }
  [[nodiscard]] const Entry& operator[](std::size_t index) const { return (*entries_)[index]; }
  // The entry of this name; null when there is none.
  [[nodiscard]] const Entry* find(std::string_view name) const;

 private:
  std::shared_ptr<const std::vector<Entry>> entries_;
};

// Git's order of entries in a tree: by name, a directory as if its name ended in '/' (gitformat-tree).
std::strong_ordering tree_order(const Entry& one, const Entry& two);

}  // namespace safeops::git
