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

// A node of an inline patch was parsed on its own, from a text that does not outlive the patch: let it point at the line of the
// file it is written in, or nowhere. `skipped` lines of the block come before the text.
void relocate(Node& node, const Node& block, std::uint32_t skipped) {
  const text::Source* inner = node.place().source;
  if (inner && block.place()) {
    const text::Source& outer = *block.place().source;
    const bool is_block = block.style() == Node::Style::literal || block.style() == Node::Style::folded;
    const std::uint32_t first = outer.lines().line_of(block.place().span.begin) + (is_block ? 1 : 0) + skipped;
    const text::Position at = node.place().start();
    text::Place place = text::line_place(outer, first + at.line - 1);
    const std::string_view text = node.text();
    const std::size_t found =
        text.empty() ? std::string_view::npos : outer.text().substr(0, place.span.end).find(text, place.span.begin);
    if (found != std::string_view::npos)
      place.span = {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(found + text.size())};
    node.set_place(place);
  } else {
    node.set_place({});
  }
  for (Node& item : node.items()) relocate(item, block, skipped);
  for (auto& member : node.members()) {
    relocate(member.first, block, skipped);
    relocate(member.second, block, skipped);
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
    make_json(*patch.operations);
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
  for (auto& member : node.members()) make_json(member.second);
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
      if (node.is_scalar()) node = Node::scalar(std::string(node.text()), node.place(), Node::Style::quoted);
      break;
  }
}

Patch read_patch_file(const Node& path, PatchFiles files) {
  const auto joined = join_path(files.directory, path.text());
  const text::Source* source = joined ? files.reader.source(*joined) : nullptr;
  if (!source) throw Refusal{path.place(), fmt::format("patch file `{}` does not exist", text::visible(path.text()))};
  if (!source->readable())
    throw Refusal{path.place(), fmt::format("patch file `{}` cannot be read as text", text::visible(path.text()))};
  return interpret(files.reader.yaml(*source), source->text(), path.place());
}

Patch read_inline_patch(const Node& text, Blanks blanks) {
  const std::string_view bytes = blanks == Blanks::trimmed ? trimmed(text.text()) : text.text();
  const std::string_view before = text.text().substr(0, static_cast<std::size_t>(bytes.data() - text.text().data()));
  const auto skipped = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const text::Source source(std::string(text.place().path()), {}, git::Mode::regular, std::string(bytes), bytes.size());
  try {
    Patch patch = interpret(yaml::parse(source), bytes, text.place());
    for (Object& object : patch.merges) relocate(object.root(), text, skipped);
    if (patch.operations) relocate(*patch.operations, text, skipped);
    return patch;
  } catch (const Refusal& refusal) {
    throw Refusal{text.place(), refusal.message};
  }
}

}  // namespace safeops::flux
