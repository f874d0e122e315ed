#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "yaml/node.hpp"

namespace safeops::flux {

// JSON in a text, which replacements reach into. Written back as Go writes it: keys sorted, in one line unless it was in several.
class StructuredText {
 public:
  // None for a text that is neither a JSON object nor a JSON array.
  static std::optional<StructuredText> read(std::string_view text);

  [[nodiscard]] yaml::Node& root() { return root_; }
  [[nodiscard]] std::string write() const;

 private:
  StructuredText(yaml::Node root, bool indented) : root_(std::move(root)), indented_(indented) {}
  yaml::Node root_;
  bool indented_;
};

}  // namespace safeops::flux
