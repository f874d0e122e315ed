#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.hpp"

namespace safeops {

// A YAML document that a person will read and go on writing: fields, each with what it is for above it. Texts come from the
// repository, so a comment never ends before its line does, and a value is quoted where it must be.
class Page {
 public:
  // The line by which editors check the document, and the one that says what it is. `schema` is relative to the document.
  Page(std::string_view schema, std::string_view about);
  explicit Page(std::string_view about);  // of a document that has a schema of its own

  Page& comment(std::string_view text, std::size_t indent = 0);  // broken into lines
  Page& line(std::string_view yaml, std::size_t indent = 0);     // as it is: ours, never the repository's
  Page& field(std::string_view key, std::string_view text, std::size_t indent = 0);
  // Nothing for an empty one. What `remark` says of a text, if anything, stands behind it.
  Page& list(std::string_view key, const std::vector<std::string>& texts, std::size_t indent = 0,
             const yaml::Remark& remark = {});
  Page& list(std::string_view key, const std::vector<yaml::Node>& items, std::size_t indent = 0);
  Page& items(const std::vector<yaml::Node>& items, std::size_t indent = 0, const yaml::Remark& remark = {});
  // Items of a list that count when somebody takes the `#` away.
  Page& suggestions(const std::vector<std::string>& texts, std::size_t indent = 0);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void prefixed(std::string_view text, std::string_view prefix);

  std::string text_;
};

// A text as a YAML value that is a string, whatever it looks like.
yaml::Node text_node(std::string_view text);

// `key: text`, as the item of a list.
yaml::Node text_field(std::string_view key, std::string_view text);

}  // namespace safeops
