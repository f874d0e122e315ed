#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::flux {

// A regular expression that must match a whole text, as kustomize anchors the fields of a patch target. Patterns come from the
// repository, so matching is linear: all states are followed at once and none is ever tried again (Thompson's construction).
// Knows literals, `.`, `[...]`, groups, `|`, `* + ?`, `{n,m}`, `^ $` and the escapes \d \w \s \D \W \S.
class AnchoredRegex {
 public:
  // None when the pattern is not valid or grows beyond what a name needs.
  static std::optional<AnchoredRegex> compile(std::string_view pattern);

  [[nodiscard]] bool matches(std::string_view text) const;

  struct State {
    enum class Kind : std::uint8_t { bytes, split, begin, end, accept };
    Kind kind = Kind::accept;
    std::uint32_t set = 0;  // into the byte sets
    std::uint32_t next = 0;
    std::uint32_t other = 0;
  };
  struct ByteSet {
    std::uint64_t bits[4] = {0, 0, 0, 0};
    void add(unsigned char byte) { bits[byte >> 6] |= std::uint64_t{1} << (byte & 63); }
    [[nodiscard]] bool has(unsigned char byte) const { return (bits[byte >> 6] >> (byte & 63)) & 1; }
  };

 private:
  friend class RegexCompiler;
  std::vector<State> states_;
  std::vector<ByteSet> sets_;
  std::uint32_t start_ = 0;
};

}  // namespace safeops::flux
