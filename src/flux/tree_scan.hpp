#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "git/snapshot.hpp"

namespace safeops::flux {

// Files that may matter to discovery, told by their names and bytes without parsing them. Remembered by tree and by blob, so that
// the next revision looks only at what differs.
class TreeScan {
 public:
  struct Found {
    std::vector<git::Entry> flux;  // YAML that names a Flux Kustomization's or FluxInstance's API group, or a GitRepository
    std::vector<git::Entry> kustomizations;  // files that make their directory a kustomization
    std::vector<git::Entry> manifests;       // YAML with an apiVersion and a kind
    std::vector<git::Entry> ignores;         // .sourceignore
  };
  Found run(const git::Snapshot& snapshot);

 private:
  struct Marks {
    bool flux = false;
    bool kustomization = false;
    bool manifest = false;
    bool ignore = false;

    void add(const Marks& other);
    [[nodiscard]] bool any() const { return flux || kustomization || manifest || ignore; }
  };
  const Marks& marks_of_tree(const git::Repository& repository, const git::Oid& tree, int depth);
  Marks marks_of_file(const git::Repository& repository, const git::Entry& entry);
  void collect(const git::Repository& repository, const git::Oid& tree, const std::string& directory, int depth, Found& found);

  std::unordered_map<git::Oid, Marks> trees_;
  std::unordered_map<git::Oid, Marks> blobs_;
};

}  // namespace safeops::flux
