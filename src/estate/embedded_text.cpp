#include "estate/embedded_text.hpp"

#include <algorithm>

namespace safeops {
namespace {

const EmbeddedText::Stretch* stretch_at(const std::vector<EmbeddedText::Stretch>& stretches, std::uint32_t offset) {
  const auto after = std::upper_bound(stretches.begin(), stretches.end(), offset,
                                      [](std::uint32_t at, const auto& stretch) { return at < stretch.at; });
  return after == stretches.begin() ? nullptr : &*(after - 1);
}

}  // namespace

EmbeddedText EmbeddedText::whole(const yaml::Node& node) {
  return {.node = &node, .text = std::string(node.text()), .stretches = {{0, 0}}};
}

EmbeddedText EmbeddedText::part(std::size_t begin, std::size_t end) const {
  EmbeddedText part{.node = node, .text = text.substr(begin, end - begin), .stretches = {}};
  part.stretches.push_back({0, offset_in_node(static_cast<std::uint32_t>(begin))});
  const auto after = std::upper_bound(stretches.begin(), stretches.end(), begin,
                                      [](std::size_t at, const Stretch& stretch) { return at < stretch.at; });
  for (auto stretch = after; stretch != stretches.end() && stretch->at < end; ++stretch)
    part.stretches.push_back({stretch->at - static_cast<std::uint32_t>(begin), stretch->in_node});
  return part;
}

std::uint32_t EmbeddedText::offset_in_node(std::uint32_t offset) const {
  const Stretch* stretch = stretch_at(stretches, offset);
  return stretch ? stretch->in_node + (offset - stretch->at) : 0;
}

void EmbeddedText::append(std::string_view bytes, std::uint32_t in_node) {
  const auto at = static_cast<std::uint32_t>(text.size());
  if (stretches.empty() || offset_in_node(at) != in_node) stretches.push_back({at, in_node});
  text += bytes;
}

void EmbeddedText::append(const EmbeddedText& other) {
  if (other.text.empty()) return;
  const auto at = static_cast<std::uint32_t>(text.size());
  if (!node) node = other.node;
  if (node == other.node)
    for (const Stretch& stretch : other.stretches) stretches.push_back({at + stretch.at, stretch.in_node});
  text += other.text;
}

}  // namespace safeops
