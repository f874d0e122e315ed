#pragma once

#include <optional>

#include "yaml/node.hpp"

namespace safeops {

// Where stretches of a scalar's text stand in the file that holds it: exact in literal block scalars and where the text stands as
// it is, the whole scalar where quotes, escapes or folding come between. Goes through the text once, however many are asked for.
class ScalarPlaces {
 public:
  explicit ScalarPlaces(const yaml::Node* scalar) : scalar_(scalar) {}

  [[nodiscard]] const yaml::Node* scalar() const { return scalar_; }
  // None for a scalar without a place. What reaches past the text is cut off.
  [[nodiscard]] text::Place at(text::Span span) const;

 private:
  [[nodiscard]] text::Place in_block(text::Span span) const;

  const yaml::Node* scalar_;
  mutable std::optional<text::LineIndex> lines_;  // of the text
};

}  // namespace safeops
