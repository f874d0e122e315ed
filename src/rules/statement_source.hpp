#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"

namespace safeops::rules {

// A statement as its author wrote it, for advice that differs from it in a word or two.
class StatementSource {
 public:
  explicit StatementSource(const StatementFacts& facts);

  // On one line, without comments and final semicolon, with `word` put in after the first of the words `anchors` (any case) or,
  // when there is none given, at the end. None when there is no such word, or the statement is longer than a message should be.
  [[nodiscard]] std::optional<std::string> with(std::string_view word,
                                                std::initializer_list<std::string_view> anchors = {}) const;

  // Likewise, with `word` put in at each of these offsets of the text, which are in order.
  [[nodiscard]] std::optional<std::string> with_each(std::string_view word, const std::vector<std::uint32_t>& offsets) const;

  // Of CREATE INDEX: with CONCURRENTLY, and without IF NOT EXISTS, which would keep what a failed build left.
  [[nodiscard]] std::optional<std::string> built_concurrently() const;

  // The same as an edit of the file. None where the file does not hold the statement as it runs (SQL in a manifest, in a DO
  // block).
  [[nodiscard]] std::optional<Fix> fix(std::string_view word, std::initializer_list<std::string_view> anchors,
                                       std::string description) const;

  // Whether two words (any case) stand in it, one behind the other.
  [[nodiscard]] bool says(std::string_view first, std::string_view second) const;

 private:
  [[nodiscard]] std::optional<std::uint32_t> offset_after(std::initializer_list<std::string_view> anchors) const;

  const StatementFacts* facts_;
  std::string_view text_;
  sql::Span span_;
};

}  // namespace safeops::rules
