#include "flux/patch_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/json_text.hpp"
#include "flux/printed_scalar.hpp"
#include "flux/refusal.hpp"
#include "flux/repository_path.hpp"
#include "flux/resource_file.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::string_view blank_characters = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blank_characters);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank_characters) - first + 1);
}

// Lets the nodes of an inline patch, which were parsed on their own from a text that does not outlive the patch, point at the
// lines of the file they are written in.
class Relocation {
 public:
  // `skipped` lines of the block come before the text.
  Relocation(const Node& block, std::uint32_t skipped) : source_(block.place().source) {
    if (!source_) return;
    const bool is_block = block.style() == Node::Style::literal || block.style() == Node::Style::folded;
    first_ = source_->lines().line_of(block.place().span.begin) + (is_block ? 1 : 0) + skipped;
  }

  void apply(Node& node) const {
    node.set_place(source_ && node.place() ? outer_place(node) : text::Place{});
    for (Node& item : node.items()) apply(item);
    for (auto& member : node.members()) {
      apply(member.first);
      apply(member.second);
    }
  }

 private:
  [[nodiscard]] text::Place outer_place(const Node& node) const {
    const text::Place& inner = node.place();
    const text::LineIndex& lines = inner.source->lines();
    const std::uint32_t begin = lines.line_of(inner.span.begin);
    const std::uint32_t end = lines.line_of(std::max(inner.span.end, inner.span.begin + 1) - 1);
    text::Place place = text::line_place(*source_, first_ + begin - 1);
    if (end > begin) {
      place.span.end = text::line_place(*source_, first_ + end - 1).span.end;
      return place;
    }
    const std::string_view text = node.text();
    const std::size_t found =
        text.empty() ? std::string_view::npos : source_->text().substr(0, place.span.end).find(text, place.span.begin);
    if (found != std::string_view::npos)
      place.span = {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(found + text.size())};
    return place;
  }

  const text::Source* source_;
  std::uint32_t first_ = 1;
};

void make_json_scalar(Node& node) {
  switch (yaml::resolve(node)) {
    case yaml::Resolved::null:
      break;
    case yaml::Resolved::boolean:
      node.set_text(*node.boolean() ? "true" : "false");
      break;
    case yaml::Resolved::integer:
    case yaml::Resolved::floating:
      if (auto number = printed_number(node.text())) node.set_text(std::move(*number));
      break;
    case yaml::Resolved::string:
      node = Node::scalar(std::string(node.text()), node.place(), Node::Style::quoted);
      break;
  }
}

// kustomize tries both readings; only one can fit, as the one asks for lists and the other for objects.
Patch interpret(const yaml::File& file, std::string_view text, text::Place place) {
  Patch patch{place, {}, {}};
  for (const yaml::Problem& problem : file.problems) throw Refusal{problem.place, fmt::format("patch: {}", problem.message)};
  const auto first = std::find_if(file.documents.begin(), file.documents.end(), [](const yaml::Document& document) {
    return !document.root.is_missing() && !document.root.is_null();
  });
  if (first == file.documents.end()) return patch;
  if (first->root.is_sequence()) {
    if (text.starts_with('[') && !is_json(text)) throw Refusal{place, "a patch in brackets is not JSON"};
    patch.operations = first->root;
    return patch;
  }
  std::vector<Problem> problems;
  patch.merges = read_resources(file, problems);
  if (!problems.empty()) throw Refusal{problems.front().place, fmt::format("patch: {}", problems.front().message)};
  return patch;
}

}  // namespace

void make_json(Node& node) {
  for (Node& item : node.items()) make_json(item);
  for (auto& [key, value] : node.members()) {
    make_json_scalar(key);
    key = Node::scalar(std::string(key.text()), key.place(), Node::Style::quoted);
    make_json(value);
  }
  if (node.is_scalar()) make_json_scalar(node);
}

Patch read_patch_file(const Node& path, PatchFiles files) {
  const auto joined = join_path(files.directory, path.text());
  const text::Source* source = joined ? files.reader.source(*joined) : nullptr;
  if (!source) throw Refusal{path.place(), fmt::format("patch file `{}` does not exist", text::visible(path.text()))};
  if (!source->readable())
    throw Refusal{path.place(), fmt::format("patch file `{}` cannot be read as text", text::visible(path.text()))};
  Patch patch = interpret(files.reader.yaml(*source), source->text(), path.place());
  if (patch.operations) make_json(*patch.operations);
  return patch;
}

Patch read_inline_patch(const Node& text, Blanks blanks) {
  const std::string_view bytes = blanks == Blanks::trimmed ? trimmed(text.text()) : text.text();
  const std::string_view before = text.text().substr(0, static_cast<std::size_t>(bytes.data() - text.text().data()));
  const auto skipped = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const text::Source source(std::string(text.place().path()), {}, git::Mode::regular, std::string(bytes), bytes.size());
  try {
    Patch patch = interpret(yaml::parse(source), bytes, text.place());
    const Relocation relocation(text, skipped);
    for (Object& object : patch.merges) relocation.apply(object.root());
    if (patch.operations) {
      relocation.apply(*patch.operations);
      make_json(*patch.operations);
    }
    return patch;
  } catch (const Refusal& refusal) {
    throw Refusal{text.place(), refusal.message};
  }
}

}  // namespace safeops::flux
