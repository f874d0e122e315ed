#include "flux/prefetch.hpp"

#include "flux/generated_kustomization.hpp"
#include "flux/kustomization_file.hpp"
#include "flux/repository_path.hpp"

namespace safeops::flux {

void Prefetch::run(std::vector<std::string> directories) {
  if (jobs_ < 2) return;
  while (!directories.empty()) {
    const Wave wave = kustomizations_of(directories);
    documents_.prefetch(wave, jobs_);
    directories.clear();
    for (const text::Source* kustomization : wave) follow(*kustomization, directories);
  }
  documents_.prefetch(files_, jobs_);
  files_.clear();
}

void Prefetch::run(const std::vector<git::Entry>& files) {
  if (jobs_ < 2) return;
  Wave wave;
  for (const git::Entry& file : files) wave.push_back(&sources_.get(file));
  documents_.prefetch(wave, jobs_);
}

Prefetch::Wave Prefetch::kustomizations_of(const std::vector<std::string>& directories) {
  Wave wave;
  for (const std::string& directory : directories) {
    if (!seen_.insert(directory).second) continue;
    const std::size_t before = wave.size();
    for (const git::Entry& entry : snapshot_.children(directory))
      if (entry.is_file() && is_kustomization_name(base_name(entry.path))) wave.push_back(&sources_.get(entry));
    if (wave.size() == before) take_manifests(directory);
  }
  return wave;
}

void Prefetch::take_manifests(const std::string& directory) {
  for (const git::Entry& entry : snapshot_.children(directory))
    if (entry.is_file() && is_yaml_name(entry.path)) files_.push_back(&sources_.get(entry));
}

void Prefetch::follow(const text::Source& kustomization, std::vector<std::string>& directories) {
  const std::string directory(parent_directory(kustomization.path()));
  const auto take_if_path = [&](const yaml::Node& value) {
    const std::string_view text = value.text();
    if (text.empty() || text.find('\n') != std::string_view::npos || is_remote(text)) return;
    if (const auto path = join_path(directory, text)) take(*path, directories);
  };
  for (const yaml::Document& document : documents_.get(kustomization).documents) {
    for (const std::string_view field : {"resources", "bases", "components", "patchesStrategicMerge"})
      for (const yaml::Node& entry : document.root[field].items()) take_if_path(entry);
    for (const std::string_view field : {"patches", "patchesJson6902"})
      for (const yaml::Node& entry : document.root[field].items()) take_if_path(entry["path"]);
  }
}

void Prefetch::take(const std::string& path, std::vector<std::string>& directories) {
  const auto entry = snapshot_.find(path);
  if (!entry) return;
  if (entry->mode == git::Mode::directory)
    directories.push_back(path);
  else if (entry->is_file())
    files_.push_back(&sources_.get(*entry));
}

}  // namespace safeops::flux
