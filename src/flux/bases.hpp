#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "flux/accumulator.hpp"
#include "flux/delivery.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// What a directory hands on to the overlays that use it, and what it took to find out.
struct Base {
  enum class Kind { none, kustomization, component };
  Kind kind = Kind::none;
  Accumulator gathered;
  std::vector<Problem> problems;
  Inputs inputs;
  std::vector<std::string> directories;  // itself and those it uses
  std::size_t objects = 0;               // what it uses of a build's limits
  std::size_t nodes = 0;
  bool exhausted = false;  // ended at one of the limits
};

// The bases of one revision, each accumulated once however many overlays use it: those without errors, which may depend on who
// asks. Several threads may use it at once.
class Bases {
 public:
  // Null if it is not known.
  [[nodiscard]] std::shared_ptr<const Base> find(const std::string& directory) const {
    const std::scoped_lock lock(mutex_);
    const auto known = known_.find(directory);
    return known == known_.end() ? nullptr : known->second;
  }
  // Of two that were accumulated at once, and are the same, the first stays.
  void add(const std::string& directory, std::shared_ptr<const Base> base) {
    const std::scoped_lock lock(mutex_);
    known_.emplace(directory, std::move(base));
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Base>> known_;
};

}  // namespace safeops::flux
