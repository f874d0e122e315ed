#include "flux/value_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "flux/anchored_regex.hpp"
#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;
using Parts = std::vector<std::string>;

Parts split_at_dots(std::string_view path) {
  Parts parts(1);
  if (path.starts_with('.')) path.remove_prefix(1);
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path.substr(at).starts_with("\\.")) {
      parts.back() += '.';
      ++at;
    } else if (path[at] == '.') {
      parts.emplace_back();
    } else {
      parts.back() += path[at];
    }
  }
  return parts;
}

std::string without_brackets(std::string_view text) {
  const std::size_t first = text.find_first_not_of("[]");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of("[]") - first + 1));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::optional<std::size_t> index_of(std::string_view part) {
  std::size_t index = 0;
  const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), index);
  if (part.empty() || failure != std::errc{} || end != part.data() + part.size()) return {};
  return index;
}

bool is_search(std::string_view part) {
  return part.starts_with('[') && part.ends_with(']');
}

// `[key=value]`; an empty key for a list of plain values.
struct Search {
  std::string key;
  std::string value;
};

Search read_search(std::string_view part, const Node& node) {
  part = part.substr(1, part.size() - 2);
  const std::size_t equal = part.find('=');
  if (equal == std::string_view::npos)
    throw Refusal{node.place(), fmt::format("path part `[{}]` is not of the form [key=value]", text::visible(part))};
  return {std::string(part.substr(0, equal)), std::string(part.substr(equal + 1))};
}

void require_list(const Node& node, std::string_view part) {
  if (node.is_sequence() || node.is_null()) return;
  throw Refusal{node.place(), fmt::format("path part `{}` asks for a list, but finds none", text::visible(part))};
}
void require_map(const Node& node, std::string_view part) {
  if (node.is_map() || node.is_null()) return;
  throw Refusal{node.place(), fmt::format("path part `{}` asks for a map, but finds none", text::visible(part))};
}

const Node* step(const Node& node, const std::string& part) {
  if (part == "*") throw Refusal{node.place(), "a path to one value holds a `*`"};
  const auto index = index_of(part);
  if (index || part == "-") {
    require_list(node, part);
    const auto& items = node.items();
    if (part == "-") return items.empty() ? nullptr : &items.back();
    return *index < items.size() ? &items[*index] : nullptr;
  }
  if (!is_search(part)) {
    require_map(node, part);
    return node.find(part);
  }
  const Search search = read_search(part, node);
  require_list(node, part);
  const auto found = std::find_if(node.items().begin(), node.items().end(), [&](const Node& item) {
    return (search.key.empty() ? item : item[search.key]).text() == search.value && (search.key.empty() || item.find(search.key));
  });
  return found == node.items().end() ? nullptr : &*found;
}

Node made(MakeValue kind, text::Place place) {
  switch (kind) {
    case MakeValue::sequence:
      return Node::sequence(place);
    case MakeValue::map:
      return Node::map(place);
    case MakeValue::scalar:
    case MakeValue::nothing:
      break;
  }
  return Node::scalar({}, place);
}

class Matcher {
 public:
  Matcher(const Parts& path, MakeValue make) : path_(path), make_(make) {}

  std::vector<Node*> run(Node& root) {
    go(root, 0);
    return std::move(found_);
  }

 private:
  void go(Node& node, std::size_t depth) {
    if (depth == path_.size()) {
      found_.push_back(&node);
    } else if (const auto index = index_of(path_[depth])) {
      go_to_index(node, *index, depth);
    } else if (is_search(path_[depth])) {
      go_to_matching(node, depth);
    } else if (path_[depth] == "*") {
      require_list(node, "*");
      for (Node& item : node.items()) go(item, depth + 1);
    } else {
      go_to_key(node, depth);
    }
  }

  // What the part after `depth` needs to find.
  [[nodiscard]] MakeValue kind_after(std::size_t depth) const {
    if (depth + 1 == path_.size()) return make_;
    const std::string& next = path_[depth + 1];
    return is_search(next) || index_of(next) ? MakeValue::sequence : MakeValue::map;
  }

  void go_to_index(Node& list, std::size_t index, std::size_t depth) {
    require_list(list, path_[depth]);
    if (index == list.items().size() && make_ != MakeValue::nothing) list.append(made(kind_after(depth), list.place()));
    if (index >= list.items().size())
      throw Refusal{list.place(), fmt::format("index {} is asked for, but there are {} items", index, list.items().size())};
    go(list.items()[index], depth + 1);
  }

  void go_to_matching(Node& list, std::size_t depth) {
    const Search search = read_search(path_[depth], list);
    require_list(list, path_[depth]);
    const auto pattern = AnchoredRegex::compile("[\\s\\S]*(?:" + search.value + ")[\\s\\S]*");
    if (!pattern) throw Refusal{list.place(), fmt::format("`{}` is no valid pattern", text::visible(search.value))};
    const std::size_t before = found_.size();
    visit_matching(list, search, *pattern, depth);
    if (found_.size() > before || make_ == MakeValue::nothing) return;
    Node item = search.key.empty() ? Node::scalar(search.value, list.place()) : Node::map(list.place());
    if (!search.key.empty()) item.set(search.key, Node::scalar(search.value, list.place()));
    list.append(std::move(item));
    visit_matching(list, search, *pattern, depth);
  }

  void visit_matching(Node& list, const Search& search, const AnchoredRegex& pattern, std::size_t depth) {
    for (Node& item : list.items()) {
      const Node* value = search.key.empty() ? &item : item.find(search.key);
      if (!value || !pattern.matches(value->text())) continue;
      if (search.key.empty())
        found_.push_back(&item);
      else
        go(item, depth + 1);
    }
  }

  void go_to_key(Node& map, std::size_t depth) {
    require_map(map, path_[depth]);
    Node* value = map.find(path_[depth]);
    if (!value && make_ == MakeValue::nothing) return;
    if (!value) value = &map.set(path_[depth], made(kind_after(depth), map.place()));
    go(*value, depth + 1);
  }

  const Parts& path_;
  MakeValue make_;
  std::vector<Node*> found_;
};

}  // namespace

Parts split_value_path(std::string_view path) {
  Parts result;
  const Parts split = split_at_dots(path);
  for (std::size_t at = 0; at < split.size(); ++at) {
    std::string part = split[at];
    if (part.starts_with('[') && !part.ends_with(']')) {
      while (at + 1 < split.size() && !part.ends_with(']')) part += '.' + split[++at];
      if (part.find('=') == std::string::npos) part = without_brackets(part);
    }
    result.push_back(std::move(part));
  }
  return result;
}

const Node* look_up(const Node& root, const Parts& path) {
  const Node* node = &root;
  for (const std::string& part : path) {
    const std::string name(trimmed(part));
    if (name.empty()) continue;
    node = step(*node, name);
    if (!node) return nullptr;
  }
  return node;
}

Node* look_up(Node& root, const Parts& path) {
  Node* node = &root;
  for (const std::string& part : path) {
    const std::string name(trimmed(part));
    if (name.empty()) continue;
    const Node* next = step(*node, name);
    if (!next) return nullptr;
    const bool in_list = node->is_sequence();
    const auto index = in_list ? static_cast<std::size_t>(next - std::as_const(*node).items().data()) : 0;
    node = in_list ? &node->items()[index] : node->find(name);
  }
  return node;
}

std::vector<Node*> match_all(Node& root, const Parts& path, MakeValue make) {
  return Matcher(path, make).run(root);
}

}  // namespace safeops::flux
