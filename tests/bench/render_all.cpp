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

namespace {

using namespace safeops;

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

Rendered render_all(const git::Snapshot& snapshot, text::Sources& sources, yaml::Documents& documents) {
  flux::Renderer renderer(sources, documents);
  Rendered rendered;
  std::vector<const text::Source*> manifests;
  for (const git::Entry& entry : snapshot.files())
    if (entry.is_file() && (entry.path.ends_with(".yaml") || entry.path.ends_with(".yml")))
      manifests.push_back(&sources.get(entry));
  documents.prefetch(manifests, std::thread::hardware_concurrency());
  for (const git::Entry& entry : snapshot.files()) {
    if (!is_kustomization(entry.path)) continue;
    const yaml::File& file = documents.get(sources.get(entry));
    if (!file.documents.empty() && file.documents.front().root["kind"].text() == "Component") continue;
    const std::size_t slash = entry.path.rfind('/');
    std::string directory = slash == std::string::npos ? "" : entry.path.substr(0, slash);
    const auto build = renderer.build(snapshot, directory);
    if (build->failed()) {
      ++rendered.refused;
      continue;
    }
    rendered.objects += build->objects.size();
    for (const flux::Object& object : build->objects) rendered.bytes += yaml::emit(object.root()).size();
    rendered.directories.push_back(std::move(directory));
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
