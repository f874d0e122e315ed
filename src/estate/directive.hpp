#pragma once

#include <optional>
#include <string>
#include <vector>

#include "estate/library.hpp"
#include "text/source.hpp"
#include "text/time.hpp"

namespace safeops {

// A `safeops:allow <rule-id>: <reason> (until YYYY-MM-DD)` comment in SQL (`--`) or YAML (`#`). It speaks for findings on its own
// line, and, when nothing else stands on that line, for those on the statement or line below it.
struct AllowComment {
  text::Place place;
  std::string rule;  // as written
  std::string reason;
  std::string until;                        // as written, YYYY-MM-DD
  std::optional<text::Seconds> until_time;  // the end of that day, UTC: until then it holds
  std::string malformed;                    // what is wrong with it, one clause; empty when it is well formed
  std::uint32_t covers_first = 0;           // the lines it speaks for, 1-based, both ends included
  std::uint32_t covers_last = 0;

  // Two comments that say the same, wherever they stand.
  [[nodiscard]] bool same_as(const AllowComment& other) const {
    return rule == other.rule && reason == other.reason && until == other.until;
  }
};

// The comments of one file (.sql, .yaml, .yml), in order.
std::vector<AllowComment> allow_comments(const text::Source& source, Library& library);

// A line of a .gitattributes file that makes diffs or reviews pass over files (`-diff`, `binary`, `filter=`,
// `linguist-generated`, `working-tree-encoding`), and whether one of `paths` matches its pattern.
struct HidingAttribute {
  text::Place place;
  std::string pattern;
  std::string attribute;
};
std::vector<HidingAttribute> hiding_attributes(const text::Source& attributes_file);
// Does a .gitattributes pattern in `directory` (of the attributes file, "" for the root) match a repository path
// (gitattributes(5))?
bool attribute_matches(std::string_view pattern, std::string_view directory, std::string_view path);

}  // namespace safeops
