#pragma once

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "yaml/documents.hpp"

namespace safeops::yaml {

// What the documents of one file have used of its limits so far.
struct Usage {
  std::size_t nodes = 0;
  std::size_t aliases = 0;
};

// Where blanks were put into a document before it was read, so that its marks are off.
class Insertions {
 public:
  // In the text as it is with all the others.
  void add(std::size_t position) {
    const auto after = std::lower_bound(positions_.begin(), positions_.end(), position);
    for (auto later = after; later != positions_.end(); ++later) ++*later;
    positions_.insert(after, position);
  }
  [[nodiscard]] std::size_t before(std::size_t position) const {
    return static_cast<std::size_t>(std::lower_bound(positions_.begin(), positions_.end(), position) - positions_.begin());
  }

 private:
  std::vector<std::size_t> positions_;  // ascending
};

// Ends the reading of one document from inside yaml-cpp's callbacks. Caught by parse().
struct Stop {
  Problem problem;
};

// Turns yaml-cpp's events of one document into a Node tree, within the limits. Throws Stop.
class TreeBuilder final : public YAML::EventHandler {
 public:
  // `begin` is where the document starts in the file; marks count from there.
  TreeBuilder(const text::Source& source, text::Span document, const Limits& limits, Usage& usage, std::vector<Problem>& problems,
              const Insertions& insertions);

  [[nodiscard]] Node take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

 private:
  struct Frame {
    Node node;
    YAML::anchor_t anchor;
    std::uint32_t mark;
    std::optional<std::uint32_t> begin;  // of the first child
    std::optional<Node> key;             // of a map, while its value is awaited
    std::vector<Node> merged;            // values of `<<`, in order
  };
  struct Anchored {
    Node node;
    std::size_t count;
    std::size_t depth;
  };

  [[nodiscard]] bool awaits_key() const { return !frames_.empty() && frames_.back().node.is_map() && !frames_.back().key; }
  [[nodiscard]] text::Place place(text::Span span) const { return {source_, span}; }
  [[nodiscard]] std::uint32_t at(const YAML::Mark& mark) const;
  [[nodiscard]] std::uint32_t after_last() const { return last_end_; }

  void open(Node node, const YAML::Mark& mark, YAML::anchor_t anchor);
  void close();
  void touch(text::Span span);
  void add(Node value, YAML::anchor_t anchor);
  void attach(Node value);
  void remember(const Node& value, YAML::anchor_t anchor);
  void count(std::size_t nodes, text::Span span);
  void report_duplicate(const Node& key, const Node& first);
  void drop_duplicates(Node& map);
  void merge(Frame& frame);
  [[noreturn]] void stop(Problem::Kind kind, text::Span span, std::string message) const;

  const text::Source* source_;
  std::string_view text_;
  std::uint32_t begin_;
  const Limits* limits_;
  Usage* usage_;
  std::vector<Problem>* problems_;
  const Insertions* insertions_;
  bool has_aliases_;
  std::uint32_t last_end_;
  Node root_;
  std::vector<Frame> frames_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
};

}  // namespace safeops::yaml
