#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "flux/delivery.hpp"

namespace safeops::flux {

// The objects in one parsed file as kustomize reads them: empty documents are passed over, lists opened (their items come after
// the other documents). Reports what keeps the file from being used: bad YAML, a document that is no object, one without kind or
// name.
std::vector<Object> read_resources(const yaml::File& file, std::vector<Problem>& problems);

// The same for files of the repository, each read once however many builds use it. Several threads may use it at once.
class ResourceFiles {
 public:
  // `documents` must outlive this.
  explicit ResourceFiles(yaml::Documents& documents) : documents_(&documents) {}

  struct Content {
    std::vector<Object> objects;
    std::vector<Problem> problems;
    std::size_t nodes = 0;  // in all objects
  };
  const Content& get(const text::Source& source);
  [[nodiscard]] yaml::Documents& documents() { return *documents_; }

 private:
  [[nodiscard]] const Content* find(const text::Source& source) const;

  yaml::Documents* documents_;
  mutable std::mutex mutex_;
  std::unordered_map<const text::Source*, Content> read_;
};

}  // namespace safeops::flux
