#include "yaml/tree_builder.hpp"

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

#include <algorithm>

#include "text/escape.hpp"
#include "yaml/extent.hpp"

namespace safeops::yaml {
namespace {

// Enough to see what is wrong; a file of nothing but the same key must not become a report of its own size.
constexpr std::size_t most_duplicates_reported = 100;

struct Measure {
  std::size_t count = 1;
  std::size_t depth = 0;
};

void include(Measure& whole, const Measure& part) {
  whole.count += part.count;
  whole.depth = std::max(whole.depth, part.depth + 1);
}

Measure measure(const Node& node) {
  Measure whole;
  for (const Node& item : node.items()) include(whole, measure(item));
  for (const auto& [key, value] : node.members()) {
    ++whole.count;
    include(whole, measure(value));
  }
  if (node.is_sequence() || node.is_map()) whole.depth = std::max<std::size_t>(whole.depth, 1);
  return whole;
}

bool is_merge_key(const Node& key) {
  return key.style() == Node::Style::plain && key.text() == "<<";
}

// The tags that leave it to the text what a plain scalar is; any other makes it a string.
bool is_resolved_by_text(std::string_view tag) {
  constexpr std::string_view prefix = "tag:yaml.org,2002:";
  if (tag == "?") return true;
  if (!tag.starts_with(prefix)) return false;
  tag.remove_prefix(prefix.size());
  return tag == "int" || tag == "float" || tag == "bool" || tag == "null" || tag == "timestamp";
}

Node typed_scalar(const std::string& tag, std::string value, text::Place place, Node::Style style) {
  if (style == Node::Style::plain && !is_resolved_by_text(tag)) style = Node::Style::quoted;
  if (style == Node::Style::quoted && tag != "?" && is_resolved_by_text(tag)) style = Node::Style::plain;
  Node node = Node::scalar(std::move(value), place, style);
  return resolve(node) == Resolved::null ? Node::null(place) : node;
}

bool repeats_a_key(const std::vector<Node::Member>& members) {
  std::vector<std::string_view> keys;
  keys.reserve(members.size());
  for (const auto& member : members) keys.push_back(member.first.text());
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

}  // namespace

TreeBuilder::TreeBuilder(const text::Source& source, text::Span document, const Limits& limits, Usage& usage,
                         std::vector<Problem>& problems, const Insertions& insertions)
    : source_(&source),
      text_(source.text().substr(0, document.end)),
      begin_(document.begin),
      limits_(&limits),
      usage_(&usage),
      problems_(&problems),
      insertions_(&insertions),
      has_aliases_(text_.find('*', begin_) != std::string_view::npos),
      last_end_(document.begin) {}

// yaml-cpp reads UTF-8 byte by byte, so its positions are byte offsets; only a byte order mark or an EOT would shift them, and
// neither reaches it.
std::uint32_t TreeBuilder::at(const YAML::Mark& mark) const {
  const auto position = static_cast<std::size_t>(std::max(mark.pos, 0));
  const std::size_t offset = begin_ + position - insertions_->before(position);
  return static_cast<std::uint32_t>(std::min(offset, text_.size()));
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Extent extent = null_extent(text_, at(mark), after_last());
  if (awaits_key()) stop(Problem::Kind::syntax, extent.span, "a key is missing or null");
  touch(extent.span);
  add(Node::null(place(extent.span)), anchor);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
  const Extent extent = scalar_extent(text_, at(mark), value);
  if (!extent.closed) stop(Problem::Kind::syntax, extent.span, "not valid YAML: a quoted text is not closed");
  touch(extent.span);
  std::string text = extent.style == Node::Style::folded ? with_kept_breaks(text_, extent.span, value) : value;
  add(typed_scalar(tag, std::move(text), place(extent.span), extent.style), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const text::Span span{at(mark), alias_end(text_, at(mark))};
  const std::string name = text::visible(text_.substr(span.begin, span.end - span.begin));
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) stop(Problem::Kind::syntax, span, fmt::format("alias `{}` is inside of what it stands for", name));
  if (++usage_->aliases > limits_->aliases)
    stop(Problem::Kind::limit, span, fmt::format("more than {} aliases in one file", limits_->aliases));
  const Anchored& anchored = found->second;
  if (frames_.size() + anchored.depth > limits_->depth)
    stop(Problem::Kind::limit, span, fmt::format("more than {} collections inside each other", limits_->depth));
  count(anchored.count, span);
  touch(span);
  attach(anchored.node);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  open(Node::sequence(), mark, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  open(Node::map(), mark, anchor);
}

void TreeBuilder::OnSequenceEnd() {
  close();
}

void TreeBuilder::OnMapEnd() {
  drop_duplicates(frames_.back().node);
  merge(frames_.back());
  close();
}

void TreeBuilder::open(Node node, const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::uint32_t begin = at(mark);
  if (awaits_key()) stop(Problem::Kind::syntax, {begin, begin}, "a key is a map or a list; quote it if it is meant as text");
  if (frames_.size() >= limits_->depth)
    stop(Problem::Kind::limit, {begin, begin}, fmt::format("more than {} collections inside each other", limits_->depth));
  frames_.push_back({std::move(node), anchor, begin, {}, {}, {}});
}

void TreeBuilder::close() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  const text::Span span = frame.begin ? text::Span{*frame.begin, last_end_} : empty_flow_span(text_, frame.mark);
  frame.node.set_place(place(span));
  touch(span);
  add(std::move(frame.node), frame.anchor);
}

void TreeBuilder::touch(text::Span span) {
  last_end_ = std::max(last_end_, span.end);
  if (!frames_.empty() && !frames_.back().begin) frames_.back().begin = span.begin;
}

void TreeBuilder::add(Node value, YAML::anchor_t anchor) {
  count(1, value.place().span);
  if (anchor != 0 && has_aliases_) remember(value, anchor);
  attach(std::move(value));
}

void TreeBuilder::attach(Node value) {
  if (frames_.empty()) {
    root_ = std::move(value);
    return;
  }
  Frame& frame = frames_.back();
  if (frame.node.is_sequence()) {
    frame.node.append(std::move(value));
  } else if (!frame.key) {
    if (!value.is_scalar()) stop(Problem::Kind::syntax, value.place().span, "a key is not a plain value");
    frame.key = std::move(value);
  } else {
    if (is_merge_key(*frame.key))
      frame.merged.push_back(std::move(value));
    else
      frame.node.members().emplace_back(std::move(*frame.key), std::move(value));
    frame.key.reset();
  }
}

void TreeBuilder::remember(const Node& value, YAML::anchor_t anchor) {
  const Measure size = measure(value);
  count(size.count, value.place().span);
  anchors_.insert_or_assign(anchor, Anchored{value, size.count, size.depth});
}

void TreeBuilder::count(std::size_t nodes, text::Span span) {
  usage_->nodes += nodes;
  if (usage_->nodes > limits_->nodes)
    stop(Problem::Kind::limit, span, fmt::format("more than {} values in one file, aliases written out", limits_->nodes));
}

void TreeBuilder::report_duplicate(const Node& key, const Node& first) {
  const auto same_kind = [](const Problem& problem) { return problem.kind == Problem::Kind::duplicate_key; };
  if (static_cast<std::size_t>(std::count_if(problems_->begin(), problems_->end(), same_kind)) >= most_duplicates_reported)
    return;
  problems_->push_back(
      {Problem::Kind::duplicate_key, key.place(),
       fmt::format("key `{}` is given twice (first on line {})", text::visible(key.text()), first.place().start().line)});
}

void TreeBuilder::drop_duplicates(Node& map) {
  auto& members = map.members();
  if (!repeats_a_key(members)) return;
  std::unordered_map<std::string_view, std::size_t> last;
  last.reserve(members.size());
  for (std::size_t index = 0; index < members.size(); ++index) {
    const auto [found, fresh] = last.try_emplace(members[index].first.text(), index);
    if (fresh) continue;
    report_duplicate(members[index].first, members[found->second].first);
    found->second = index;
  }
  std::vector<Node::Member> kept;
  for (std::size_t index = 0; index < members.size(); ++index)
    if (last.at(members[index].first.text()) == index) kept.push_back(members[index]);
  members = std::move(kept);
}

void TreeBuilder::merge(Frame& frame) {
  if (frame.merged.empty()) return;
  std::unordered_map<std::string, bool> taken;
  for (const auto& member : frame.node.members()) taken.emplace(member.first.text(), true);
  const auto take = [&](Node& base) {
    if (!base.is_map()) stop(Problem::Kind::syntax, base.place().span, "`<<` takes a map or a list of maps");
    for (auto& member : base.members())
      if (taken.emplace(member.first.text(), true).second) frame.node.members().push_back(std::move(member));
  };
  for (Node& merged : frame.merged) {
    if (!merged.is_sequence()) {
      take(merged);
      continue;
    }
    for (Node& base : merged.items()) take(base);
  }
}

void TreeBuilder::stop(Problem::Kind kind, text::Span span, std::string message) const {
  throw Stop{{kind, place(span), std::move(message)}};
}

}  // namespace safeops::yaml
