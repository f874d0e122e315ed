// `render_all REPOSITORY`: builds every kustomization of HEAD in one process and says how long that took; a Component only where
// it is used. `render_all --list REPOSITORY` prints their directories, those that build, for a comparison with kustomize.

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "flux/delivery.hpp"
#include "git/cannot_run.hpp"
#include "yaml/workers.hpp"

namespace {

using namespace safeops;

const unsigned jobs = std::thread::hardware_concurrency();

bool is_kustomization(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

struct Rendered {
  std::vector<std::string> directories;  // that build
  std::size_t refused = 0;
  std::size_t objects = 0;
  std::size_t bytes = 0;
};

// Which directories hold a kustomization that is no Component.
std::vector<std::string> find_overlays(const git::Snapshot& snapshot, text::Sources& sources, yaml::Documents& documents) {
  std::vector<const text::Source*> kustomizations;
  for (const git::Entry& entry : snapshot.files())
    if (is_kustomization(entry.path)) kustomizations.push_back(&sources.get(entry));
  documents.prefetch(kustomizations, jobs);
  std::vector<std::string> directories;
  for (const text::Source* kustomization : kustomizations) {
    const yaml::File& file = documents.get(*kustomization);
    if (!file.documents.empty() && file.documents.front().root["kind"].text() == "Component") continue;
    const std::size_t slash = kustomization->path().rfind('/');
    directories.push_back(slash == std::string::npos ? "" : kustomization->path().substr(0, slash));
  }
  return directories;
}

Rendered render_all(const git::Snapshot& snapshot, text::Sources& sources, yaml::Documents& documents) {
  const std::vector<std::string> directories = find_overlays(snapshot, sources, documents);
  const auto builds = flux::Renderer(sources, documents, jobs).build(snapshot, directories);
  std::vector<std::size_t> bytes(builds.size());
  yaml::share_work(builds.size(), jobs, [&](std::size_t index) {
    if (builds[index]->failed()) return;
    for (const flux::Object& object : builds[index]->objects) bytes[index] += yaml::emit(object.root()).size();
  });
  Rendered rendered;
  for (std::size_t index = 0; index < builds.size(); ++index) {
    if (builds[index]->failed()) {
      ++rendered.refused;
      continue;
    }
    rendered.directories.push_back(directories[index]);
    rendered.objects += builds[index]->objects.size();
    rendered.bytes += bytes[index];
  }
  return rendered;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool lists = !arguments.empty() && arguments.front() == "--list";
  if (arguments.size() != (lists ? 2U : 1U)) {
    std::cerr << "usage: render_all [--list] REPOSITORY\n";
    return 2;
  }
  try {
    const auto begin = std::chrono::steady_clock::now();
    const git::Repository repository = git::Repository::open(arguments.back());
    text::Sources sources(repository);
    yaml::Documents documents;
    const auto snapshot = git::Snapshot::of_commit(repository, repository.resolve("HEAD"));
    const Rendered rendered = render_all(snapshot, sources, documents);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (lists) {
      for (const std::string& directory : rendered.directories) std::cout << (directory.empty() ? "." : directory) << '\n';
    } else {
      std::cout << fmt::format("{} kustomizations built ({} refused), {} objects, {} bytes of YAML: {:.1f} ms\n",
                               rendered.directories.size(), rendered.refused, rendered.objects, rendered.bytes, took.count());
    }
    return rendered.directories.empty() ? 1 : 0;
  } catch (const CannotRun& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
