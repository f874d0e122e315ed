#include "flux/generated_kustomization.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

constexpr int deepest_directory = 64;
constexpr std::size_t most_resources = 20'000;

class Generator {
 public:
  Generator(std::string_view root, TreeReader& reader, std::vector<Problem>& problems)
      : root_(root), reader_(reader), problems_(problems) {}

  yaml::Node run() {
    scan(std::string(root_), 0);
    yaml::Node kustomization = yaml::Node::map();
    kustomization.set("resources", std::move(resources_));
    return kustomization;
  }

 private:
  void scan(const std::string& directory, int depth) {
    if (depth > deepest_directory || resources_.items().size() >= most_resources) {
      error(problems_, {}, fmt::format("directory `{}` holds too much to be applied as a whole", text::visible(root_)));
      return;
    }
    for (const git::Entry& entry : reader_.children(directory)) {
      if (entry.mode == git::Mode::directory)
        take_directory(entry.path, depth);
      else if (entry.is_file() && is_yaml_name(entry.path))
        take(entry.path);
    }
  }

  void take_directory(const std::string& directory, int depth) {
    const std::vector<git::Entry> children = reader_.children(directory);
    const bool own = std::any_of(children.begin(), children.end(), [](const git::Entry& child) {
      return child.is_file() && is_kustomization_name(base_name(child.path));
    });
    if (own)
      take(directory);
    else
      scan(directory, depth + 1);
  }

  void take(std::string_view path) {
    const std::string_view relative = root_.empty() ? path : path.substr(root_.size() + 1);
    const text::Source* source = reader_.source(path);
    resources_.append(yaml::Node::scalar(std::string(relative), source ? text::line_place(*source, 1) : text::Place{}));
  }

  std::string_view root_;
  TreeReader& reader_;
  std::vector<Problem>& problems_;
  yaml::Node resources_ = yaml::Node::sequence();
};

}  // namespace

bool is_yaml_name(std::string_view name) {
  return name.ends_with(".yaml") || name.ends_with(".yml");
}

std::optional<KustomizationFile> generate_kustomization(std::string_view directory, TreeReader& reader,
                                                        std::vector<Problem>& problems) {
  if (!directory.empty() && reader.kind(directory) != Inputs::Entry::Kind::directory) return {};
  return KustomizationFile{std::string(directory), Generator(directory, reader, problems).run(), {}};
}

}  // namespace safeops::flux
