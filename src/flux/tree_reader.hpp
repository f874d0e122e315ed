#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/snapshot.hpp"
#include "text/source.hpp"
#include "yaml/documents.hpp"

namespace safeops::flux {

// What a build asked a tree, and what the tree answered: as long as the answers stay the same, so does the build.
struct Inputs {
  struct Entry {
    enum class Kind { absent, file, directory, other };
    Kind kind = Kind::absent;
    git::Oid blob;  // of a file

    bool operator==(const Entry&) const = default;
  };
  std::map<std::string, Entry, std::less<>> entries;
  std::map<std::string, std::string, std::less<>> listings;  // directory -> names and kinds of its children

  [[nodiscard]] bool same_in(const git::Snapshot& snapshot) const;
};

// Reads one snapshot on behalf of a build, and writes down what was asked.
class TreeReader {
 public:
  // All references must outlive the reader.
  TreeReader(const git::Snapshot& snapshot, text::Sources& sources, yaml::Documents& documents)
      : snapshot_(&snapshot), sources_(&sources), documents_(&documents) {}

  Inputs::Entry::Kind kind(std::string_view path);
  // Null unless there is a regular file at the path.
  const text::Source* source(std::string_view path);
  const yaml::File& yaml(const text::Source& source) { return documents_->get(source); }
  std::vector<git::Entry> children(std::string_view directory);
  // A text that is no file of the repository but stands in one (an inline patch): parsed as if it were.
  const text::Source& adopt(std::string path, std::string text) { return sources_->adopt(std::move(path), std::move(text)); }

  [[nodiscard]] const Inputs& inputs() const { return inputs_; }

 private:
  const git::Snapshot* snapshot_;
  text::Sources* sources_;
  yaml::Documents* documents_;
  Inputs inputs_;
};

}  // namespace safeops::flux
