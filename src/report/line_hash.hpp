#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::report {

// The `primaryLocationLineHash` of every line of one file, as GitHub computes it (github/codeql-action src/fingerprints.ts): a
// polynomial hash over 100 UTF-16 units from the line's first visible character on, and which one of its kind in the file it is.
class LineHashes {
 public:
  explicit LineHashes(std::string_view file_bytes);

  // Of a 1-based line; empty when the file has fewer lines. What follows the last line end counts as a line.
  [[nodiscard]] std::string at(std::size_t line) const;

 private:
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> occurrence_;  // 1-based, among equal hashes
};

}  // namespace safeops::report
