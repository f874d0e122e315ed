#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "estate/estate.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::test {

using Files = std::map<std::string, std::string>;

// The estate of a repository of a few files, one Kustomization applying what lies in `app/`.
class Reading {
 public:
  explicit Reading(const Files& files) : builder_(directory_.path()) {
    builder_.write("gotk-sync.yaml",
                   "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
                   "metadata: {name: flux-system, namespace: flux-system}\nspec:\n  path: ./app\n  prune: true\n"
                   "  sourceRef: {kind: GitRepository, name: flux-system}\n");
    for (const auto& [path, content] : files) builder_.write(path, content);
    const git::Oid commit = builder_.commit("files");
    repository_ = std::make_unique<git::Repository>(git::Repository::open(directory_.path()));
    library_ = std::make_unique<Library>(*repository_, 1);
    policy_ = read_policy(nullptr, library_->documents());
    estate_ = std::make_unique<Estate>(*library_, git::Snapshot::of_commit(*repository_, commit), policy_);
  }

  const Estate* operator->() const { return estate_.get(); }
  const Estate& operator*() const { return *estate_; }
  Library& library() { return *library_; }

  // The only workload of that name; fails the test when there is none.
  [[nodiscard]] const Workload& workload(std::string_view name) const {
    const auto& all = estate_->workloads();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Workload& one) { return one.name() == name; });
    if (found == all.end()) throw std::runtime_error("no workload " + std::string(name));
    return *found;
  }

 private:
  TemporaryDirectory directory_;
  RepositoryBuilder builder_;
  std::unique_ptr<git::Repository> repository_;
  std::unique_ptr<Library> library_;
  Policy policy_;
  std::unique_ptr<Estate> estate_;
};

// Manifests, each on a line of its own in flow style.
inline std::string deployment(std::string_view name, std::string_view containers, std::string_view kind = "Deployment") {
  return "---\napiVersion: apps/v1\nkind: " + std::string(kind) + "\nmetadata: {name: " + std::string(name) +
         ", namespace: production}\nspec: {template: {spec: {containers: " + std::string(containers) + "}}}\n";
}
inline std::string job(std::string_view name, std::string_view pod) {
  return "---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: " + std::string(name) +
         ", namespace: production}\nspec: {template: {spec: " + std::string(pod) + "}}\n";
}
inline std::string helm_release(std::string_view spec) {
  return "---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: app, namespace: production}\nspec:\n" +
         std::string(spec);
}
inline std::string cluster(std::string_view name = "app-postgres") {
  return "---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: " + std::string(name) +
         ", namespace: production}\nspec: {instances: 1}\n";
}

}  // namespace safeops::test
