#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "flux/ignore_rules.hpp"
#include "flux/resource_file.hpp"
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
  std::set<std::string, std::less<>> parsed;                 // files that were read as YAML

  // Whether the answers are the same in `snapshot`, which differs from the tree that gave them below `changed` only.
  [[nodiscard]] bool same_in(const git::Snapshot& snapshot, const std::vector<std::string>& changed) const;
  void add(const Inputs& other);  // of the same tree

 private:
  [[nodiscard]] bool same_at(const git::Snapshot& snapshot, std::string_view path) const;
  [[nodiscard]] bool same_below(const git::Snapshot& snapshot, const std::string& path) const;
};

// The highest paths at which two trees differ and not both have a directory: a file that was added, removed or edited, or a whole
// directory that came or went. Costs what the directories above them cost.
std::vector<std::string> changed_paths(const git::Repository& repository, const git::Oid& one, const git::Oid& other);

// Reads one snapshot on behalf of a build, and writes down what was asked. What rules ignore is not there; it is not written down
// either: as long as the rules are the same, it stays so.
class TreeReader {
 public:
  // All must outlive the reader. No rules: everything is there.
  TreeReader(const git::Snapshot& snapshot, text::Sources& sources, ResourceFiles& files, const IgnoreRules* rules = nullptr)
      : snapshot_(&snapshot), sources_(&sources), files_(&files), rules_(rules) {}

  Inputs::Entry::Kind kind(std::string_view path);
  // Null unless there is a regular file at the path.
  const text::Source* source(std::string_view path);
  const yaml::File& yaml(const text::Source& source);
  const ResourceFiles::Content& resources(const text::Source& source);
  std::vector<git::Entry> children(std::string_view directory);

  [[nodiscard]] const Inputs& inputs() const { return inputs_; }
  // One of the same tree that has not been asked anything yet, and what was asked of another one.
  [[nodiscard]] TreeReader fresh() const { return {*snapshot_, *sources_, *files_, rules_}; }
  void take_in(const Inputs& inputs) { inputs_.add(inputs); }

 private:
  const git::Snapshot* snapshot_;
  text::Sources* sources_;
  ResourceFiles* files_;
  const IgnoreRules* rules_;
  Inputs inputs_;

  [[nodiscard]] bool is_left_out(const git::Entry& entry) const;
  [[nodiscard]] bool holds_anything(const std::string& directory, int depth) const;
};

}  // namespace safeops::flux
