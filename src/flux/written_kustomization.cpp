#include "flux/written_kustomization.hpp"

#include <fmt/format.h>

#include <array>

#include "flux/generated_kustomization.hpp"
#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

Node& list_in(Node& root, std::string_view field, text::Place place) {
  Node* list = root.find(field);
  return list && list->is_sequence() ? *list : root.set(field, Node::sequence(place));
}

void set_if_given(Node& root, std::string_view field, const Node& value) {
  if (!value.text().empty()) root.set(field, value, value.place());
}

// A tag and a digest both choose the version: giving one takes the other away.
void merge_image(Node& held, const Node& entry) {
  set_if_given(held, "newName", entry["newName"]);
  if (entry["newTag"].text().empty() && entry["digest"].text().empty()) return;
  held.erase("newTag");
  held.erase("digest");
  set_if_given(held, "newTag", entry["newTag"]);
  set_if_given(held, "digest", entry["digest"]);
}

void add_image(Node& images, const Node& entry) {
  for (Node& held : images.items())
    if (held["name"].text() == entry["name"].text()) return merge_image(held, entry);
  images.append(entry);
}

bool is_absolute_or_remote(std::string_view component) {
  constexpr std::array<std::string_view, 10> prefixes{"/",        "file:///", "git::", "gh:",         "ssh://",
                                                      "https://", "http://",  "git@",  "github.com:", "github.com/"};
  for (const std::string_view prefix : prefixes)
    if (component.starts_with(prefix)) return true;
  return false;
}

class Writer {
 public:
  Writer(KustomizationFile& file, TreeReader& reader, std::vector<Problem>& problems)
      : file_(file), reader_(reader), problems_(problems) {}

  void add(const Node& overlay) {
    Node& root = file_.root;
    for (const std::string_view field : {"namespace", "namePrefix", "nameSuffix"}) set_if_given(root, field, overlay[field]);
    for (const Node& patch : overlay["patches"].items()) list_in(root, "patches", patch.place()).append(patch);
    const bool optional = overlay["ignoreMissingComponents"].boolean().value_or(false);
    for (const Node& component : overlay["components"].items()) add_component(component, optional);
    for (const Node& image : overlay["images"].items()) add_image(list_in(root, "images", image.place()), image);
    if (!overlay["buildMetadata"].items().empty()) root.set("buildMetadata", overlay["buildMetadata"]);
  }

 private:
  void add_component(const Node& component, bool optional) {
    if (is_absolute_or_remote(component.text())) {
      error(problems_, component.place(), fmt::format("component `{}` must be a relative path", text::visible(component.text())));
      return;
    }
    const auto path = join_path(file_.directory, component.text());
    const bool missing = !path || reader_.kind(*path) == Inputs::Entry::Kind::absent;
    if (!(missing && optional)) list_in(file_.root, "components", component.place()).append(component);
  }

  KustomizationFile& file_;
  TreeReader& reader_;
  std::vector<Problem>& problems_;
};

// Both are there to keep kustomize from refusing a kustomization as empty, and both can be seen in what it builds.
void fill_empty(KustomizationFile& file, bool generated) {
  if (!file.root["resources"].items().empty()) return;
  if (generated) {
    file.root.set("namespace", Node::scalar("_placeholder", file.place));
    return;
  }
  Node metadata = Node::sequence(file.place);
  metadata.append(Node::scalar("originAnnotations", file.place));
  file.root.set("buildMetadata", std::move(metadata));
}

}  // namespace

std::optional<KustomizationFile> write_kustomization(std::string_view directory, const Node& overlay, TreeReader& reader,
                                                     std::vector<Problem>& problems) {
  auto file = load_kustomization(directory, reader, problems, Unknown::dropped);
  const bool generated = !file;
  if (generated) file = generate_kustomization(directory, reader, problems);
  if (!file) return {};
  fill_empty(*file, generated);
  Writer(*file, reader, problems).add(overlay);
  return file;
}

}  // namespace safeops::flux
