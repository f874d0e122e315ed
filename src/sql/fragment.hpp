#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/script.hpp"

namespace safeops::sql {

// A piece of SQL and where each of its bytes stands in the file: the whole script, or code written in one of its strings,
// with the escapes taken away.
class Fragment {
 public:
  // A text that stands in the file byte for byte from `offset` on.
  explicit Fragment(std::string text, std::uint32_t offset = 0);
  // A text that cannot be traced: all of it stands at `whole`.
  static Fragment untraced(std::string text, Span whole);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Span to_file(Span span) const;
  [[nodiscard]] Span whole() const { return to_file({0, static_cast<std::uint32_t>(text_.size())}); }
  // The code in the string literal at `quote`, which PostgreSQL decodes to `code`. Exact for dollar quotes and for strings
  // with doubled quotes only; where the decoding is another, all of the code stands at the literal.
  [[nodiscard]] Fragment literal(std::uint32_t quote, const std::string& code) const;
  // A stretch of this one, with other text of the same length in its place if any is given.
  [[nodiscard]] Fragment part(Span span) const;
  [[nodiscard]] Fragment part(Span span, std::string text) const;
  // The same, its first byte traced one byte further to the front.
  [[nodiscard]] Fragment begun_earlier() const;

 private:
  Fragment() = default;
  [[nodiscard]] std::uint32_t to_file(std::uint32_t offset) const;

  std::string text_;
  std::uint32_t offset_ = 0;
  std::vector<std::uint32_t> origins_;  // of each byte, when they are not in a row
  std::optional<Span> untraced_;
};

}  // namespace safeops::sql
