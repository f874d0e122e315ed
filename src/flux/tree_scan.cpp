#include "flux/tree_scan.hpp"

#include "flux/generated_kustomization.hpp"
#include "text/source.hpp"

namespace safeops::flux {
namespace {

constexpr int deepest_directory = 128;

bool holds(std::string_view bytes, std::string_view wanted) {
  return bytes.find(wanted) != std::string_view::npos;
}

}  // namespace

void TreeScan::Marks::add(const Marks& other) {
  flux |= other.flux;
  kustomization |= other.kustomization;
  manifest |= other.manifest;
  ignore |= other.ignore;
}

TreeScan::Found TreeScan::run(const git::Snapshot& snapshot) {
  Found found;
  marks_of_tree(snapshot.repository(), snapshot.tree(), 0);
  collect(snapshot.repository(), snapshot.tree(), "", 0, found);
  return found;
}

const TreeScan::Marks& TreeScan::marks_of_tree(const git::Repository& repository, const git::Oid& tree, int depth) {
  const auto known = trees_.find(tree);
  if (known != trees_.end()) return known->second;
  Marks marks;
  if (depth < deepest_directory)
    for (const git::Entry& entry : repository.tree_entries(tree))
      marks.add(entry.mode == git::Mode::directory ? marks_of_tree(repository, entry.id, depth + 1)
                                                   : marks_of_file(repository, entry));
  return trees_.emplace(tree, marks).first->second;
}

TreeScan::Marks TreeScan::marks_of_file(const git::Repository& repository, const git::Entry& entry) {
  if (entry.is_file() && entry.path == ".sourceignore") return {.ignore = true};
  const bool kustomization = is_kustomization_name(entry.path);
  if (!entry.is_file() || !(kustomization || is_yaml_name(entry.path))) return {};
  auto [known, fresh] = blobs_.try_emplace(entry.id);
  if (fresh && repository.blob_size(entry.id) <= text::max_file_bytes) {
    const std::string bytes = repository.read_blob(entry.id);
    known->second.flux = holds(bytes, "kustomize.toolkit.fluxcd.io") || holds(bytes, "fluxcd.controlplane.io") ||
                         holds(bytes, "kind: GitRepository");
    known->second.manifest = holds(bytes, "apiVersion") && holds(bytes, "kind");
  }
  Marks marks = known->second;
  marks.kustomization = kustomization;
  marks.manifest &= !kustomization;
  return marks;
}

void TreeScan::collect(const git::Repository& repository, const git::Oid& tree, const std::string& directory, int depth,
                       Found& found) {
  if (depth >= deepest_directory || !marks_of_tree(repository, tree, depth).any()) return;
  for (git::Entry entry : repository.tree_entries(tree)) {
    const Marks marks = entry.is_file() ? marks_of_file(repository, entry) : Marks{};
    entry.path = directory.empty() ? entry.path : directory + '/' + entry.path;
    if (entry.mode == git::Mode::directory) collect(repository, entry.id, entry.path, depth + 1, found);
    if (marks.flux) found.flux.push_back(entry);
    if (marks.kustomization) found.kustomizations.push_back(entry);
    if (marks.manifest) found.manifests.push_back(entry);
    if (marks.ignore) found.ignores.push_back(entry);
  }
}

}  // namespace safeops::flux
