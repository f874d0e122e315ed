#pragma once

#include <string>
#include <string_view>

#include "gate/verdict.hpp"

namespace safeops::report {

enum class Style { plain, bold, red, yellow, blue, green };

Style style_of(Level level);
Style style_of(Outcome outcome);

// Colours for a terminal (ECMA-48 SGR), all bold as compilers print them; or none at all.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  [[nodiscard]] std::string operator()(Style style, std::string_view text) const;

 private:
  bool on_;
};

}  // namespace safeops::report
