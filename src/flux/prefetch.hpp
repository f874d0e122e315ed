#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "git/snapshot.hpp"
#include "text/source.hpp"
#include "yaml/documents.hpp"

namespace safeops::flux {

// Parses on several threads what the builds of some directories are going to read: their kustomizations, those that these use,
// and the manifests and patches that all of them name. Only a guess that saves time: what it misses is parsed when it is needed.
class Prefetch {
 public:
  // All references must outlive the object.
  Prefetch(const git::Snapshot& snapshot, text::Sources& sources, yaml::Documents& documents, unsigned jobs)
      : snapshot_(snapshot), sources_(sources), documents_(documents), jobs_(jobs) {}

  void run(std::vector<std::string> directories);
  void run(const std::vector<git::Entry>& files);  // these alone

 private:
  using Wave = std::vector<const text::Source*>;

  Wave kustomizations_of(const std::vector<std::string>& directories);
  void take_manifests(const std::string& directory);
  void take(const std::string& path, std::vector<std::string>& directories);
  void follow(const text::Source& kustomization, std::vector<std::string>& directories);

  const git::Snapshot& snapshot_;
  text::Sources& sources_;
  yaml::Documents& documents_;
  unsigned jobs_;
  std::set<std::string, std::less<>> seen_;  // directories
  Wave files_;
};

}  // namespace safeops::flux
