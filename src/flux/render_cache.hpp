#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/tree_reader.hpp"
#include "flux/tree_scan.hpp"

namespace safeops::flux {

// How many values all its objects hold.
std::size_t count_nodes(const Build& build);

// A node's texts and places in one string: equal for nodes that would render alike, down to where they point.
std::string fingerprint(const yaml::Node& node);

// Builds by what they were made from. Bounded in number and in YAML nodes: what was used longest ago is dropped.
class RenderCache {
 public:
  RenderCache();

  struct Made {
    Build build;
    Inputs inputs;
    std::size_t nodes = 0;  // of the build
  };

  // The build kept under `key` whose inputs the snapshot still has; null if there is none.
  std::shared_ptr<const Build> find(const std::string& key, const git::Snapshot& snapshot);
  // The same, else what `make` gives.
  std::shared_ptr<const Build> get(const std::string& key, const git::Snapshot& snapshot, const std::function<Made()>& make);
  // A build made from another one by what `key` says.
  std::shared_ptr<const Build> derive(const std::shared_ptr<const Build>& from, const std::string& key,
                                      const std::function<Build()>& make);

 private:
  struct Kept {
    std::shared_ptr<const Build> build;
    std::shared_ptr<const Build> made_from;  // keeps the address in the key from being used again
    Inputs inputs;
    git::Oid seen_in;  // the last tree the inputs were found the same in
    std::size_t nodes = 0;
    std::uint64_t used = 0;
  };
  using Entries = std::multimap<std::string, Kept, std::less<>>;

  [[nodiscard]] bool is_current(const Kept& kept, const git::Snapshot& snapshot);
  const std::vector<std::string>& changed_since(const git::Oid& tree, const git::Snapshot& snapshot);
  std::shared_ptr<const Build> keep(const std::string& key, Kept kept);
  void make_room();

  Entries kept_;
  std::size_t nodes_ = 0;  // of all that is kept
  std::size_t room_;       // for how many
  git::Oid compared_with_;
  std::map<git::Oid, std::vector<std::string>> changed_;  // from a tree to `compared_with_`
  std::uint64_t clock_ = 0;
};

}  // namespace safeops::flux
