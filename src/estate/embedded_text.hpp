#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.hpp"

namespace safeops {

// What a value of a manifest says once a shell has taken its quotes and escapes away, and where each byte of it stands in that
// value's text. The node must outlive it.
struct EmbeddedText {
  struct Stretch {
    std::uint32_t at = 0;       // in `text`; up to the next stretch both run in step
    std::uint32_t in_node = 0;  // in the node's text
  };

  const yaml::Node* node = nullptr;
  std::string text;
  std::vector<Stretch> stretches;  // ascending

  static EmbeddedText whole(const yaml::Node& node);
  [[nodiscard]] EmbeddedText part(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::uint32_t offset_in_node(std::uint32_t offset) const;

  void append(std::string_view bytes, std::uint32_t in_node);
  // Only what comes from the same node keeps its places.
  void append(const EmbeddedText& other);
};

}  // namespace safeops
