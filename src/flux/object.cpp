#include "flux/object.hpp"

#include <fmt/format.h>

#include "text/escape.hpp"

namespace safeops::flux {

std::string Id::text() const {
  return text::visible(namespace_.empty() ? fmt::format("{} {}", kind, name) : fmt::format("{} {}/{}", kind, namespace_, name));
}

std::string_view Object::group() const {
  const std::string_view version = api_version();
  const std::size_t slash = version.find('/');
  return slash == std::string_view::npos ? std::string_view{} : version.substr(0, slash);
}

Id Object::id() const {
  return {std::string(group()), std::string(kind()), std::string(namespace_()), std::string(name())};
}

std::string_view Object::written_name() const {
  const text::Place& place = root_["metadata"]["name"].place();
  if (!place || place.span.end > place.source->text().size()) return name();
  std::string_view written = place.source->text().substr(place.span.begin, place.span.end - place.span.begin);
  const bool is_quoted = written.size() > 1 && (written.front() == '"' || written.front() == '\'');
  if (is_quoted) written = written.substr(1, written.size() - 2);
  const bool is_part = !written.empty() && name().find(written) != std::string_view::npos;
  return is_part ? written : name();
}

std::string_view Object::annotation(std::string_view key) const {
  return root_["metadata"]["annotations"][key].text();
}
std::string_view Object::label(std::string_view key) const {
  return root_["metadata"]["labels"][key].text();
}

text::Place Object::place() const {
  for (const yaml::Node* node : {&root_["metadata"]["name"], &root_["kind"]})
    if (node->place()) return node->place();
  return root_.place();
}

text::Place Object::place(std::string_view dotted) const {
  while (!dotted.empty()) {
    const yaml::Node& node = root_.at(dotted);
    if (node && node.place()) return node.place();
    const std::size_t dot = dotted.rfind('.');
    dotted = dot == std::string_view::npos ? std::string_view{} : dotted.substr(0, dot);
  }
  return place();
}

bool Object::is(std::string_view wanted_group, std::string_view wanted_kind) const {
  return kind() == wanted_kind && group() == wanted_group;
}

}  // namespace safeops::flux
