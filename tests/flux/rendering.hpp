#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "flux/delivery.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::flux::test {

using Files = std::map<std::string, std::string>;

// A repository of a few files, committed one set upon the other, and a renderer over it.
class Rendering {
 public:
  explicit Rendering(const Files& files, unsigned jobs = 1)
      : builder_(directory_.path()),
        head_((write(files), builder_.commit("first"))),
        repository_(git::Repository::open(directory_.path())),
        renderer_(sources_, documents_, jobs) {}

  void commit(const Files& files) {
    write(files);
    head_ = builder_.commit("next");
  }
  [[nodiscard]] git::Snapshot snapshot() const { return git::Snapshot::of_commit(repository_, head_); }
  std::shared_ptr<const Build> build(std::string_view path) { return renderer_.build(snapshot(), path); }
  Delivery deliver() { return renderer_.deliver(snapshot()); }

 private:
  void write(const Files& files) {
    for (const auto& [path, content] : files) builder_.write(path, content);
  }

  safeops::test::TemporaryDirectory directory_;
  safeops::test::RepositoryBuilder builder_;
  git::Oid head_;
  git::Repository repository_;
  text::Sources sources_{repository_};
  yaml::Documents documents_;
  Renderer renderer_;
};

// The object of a kind (and name, if there are several); fails the test when there is none.
inline const Object& object(const std::vector<Object>& objects, std::string_view kind, std::string_view name = {}) {
  for (const Object& candidate : objects)
    if (candidate.kind() == kind && (name.empty() || candidate.name() == name)) return candidate;
  ADD_FAILURE() << "no " << kind << ' ' << name;
  static const Object none{yaml::Node{}};
  return none;
}

// "path:line" of what set a field.
inline std::string origin(const text::Place& place) {
  return std::string(place.path()) + ':' + std::to_string(place.start().line);
}

inline std::string messages(const std::vector<Problem>& problems) {
  std::string all;
  for (const Problem& problem : problems) all += origin(problem.place) + ": " + problem.message + '\n';
  return all;
}

}  // namespace safeops::flux::test
