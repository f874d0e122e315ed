#include "flux/resource_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "flux/problems.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::size_t most_opened = 100'000;  // lists in lists; what they hold is bounded by the file

bool is_old_boolean(const Node& node) {
  if (!node.boolean()) return false;
  const char first = static_cast<char>(node.text().front() | 0x20);
  return first != 't' && first != 'f';
}

bool holds_old_boolean(const Node& node) {
  return is_old_boolean(node) || std::any_of(node.items().begin(), node.items().end(), holds_old_boolean) ||
         std::any_of(node.members().begin(), node.members().end(),
                     [](const Node::Member& member) { return is_old_boolean(member.first) || holds_old_boolean(member.second); });
}

// kustomize reads YAML 1.2, in which only `true` and `false` are booleans, and hands `yes` on as a text.
void quote_old_booleans(Node& node) {
  if (!holds_old_boolean(node)) return;  // what is not changed stays shared
  if (node.is_scalar()) {
    node = Node::scalar(std::string(node.text()), node.place(), Node::Style::quoted);
    return;
  }
  for (Node& item : node.items()) quote_old_booleans(item);
  for (auto& [key, value] : node.members()) {
    quote_old_booleans(key);
    quote_old_booleans(value);
  }
}

bool is_empty(const Node& root) {
  return root.is_missing() || root.is_null() || (root.is_map() && root.members().empty());
}

class Opener {
 public:
  explicit Opener(std::vector<Problem>& problems) : problems_(problems) {}

  std::vector<Object> run(const yaml::File& file) {
    for (const yaml::Document& document : file.documents) queue_.push_back(document.root);
    if (queue_.size() == 1 && queue_.front()["kind"].text() == "List" && queue_.front()["items"].is_sequence()) open_front();
    std::vector<Object> objects;
    for (std::size_t opened = 0; !queue_.empty() && opened < most_opened; ++opened) {
      if (!is_empty(queue_.front()) && check(queue_.front()) && !open_list()) {
        quote_old_booleans(queue_.front());
        objects.emplace_back(std::move(queue_.front()));
      }
      queue_.pop_front();
    }
    return objects;
  }

 private:
  void open_front() {
    const Node items = queue_.front()["items"];
    queue_.pop_front();
    for (const Node& item : items.items()) queue_.push_back(item);
  }

  bool check(const Node& root) {
    const Node& kind = root["kind"];
    const Node& name = root["metadata"]["name"];
    if (kind.text().empty()) {
      error(problems_, root.place(), "a document is no Kubernetes object: it has no `kind`");
    } else if (name.text().empty() && !kind.text().ends_with("List")) {
      error(problems_, kind.place(), fmt::format("{} has no metadata.name", text::visible(kind.text())));
    } else {
      return true;
    }
    return false;
  }

  // True when the first in the queue is a list, whose items are now at its end.
  bool open_list() {
    const Node& root = queue_.front();
    const Node& items = root["items"];
    if (!root["kind"].text().ends_with("List") || items.is_missing()) return false;
    if (!items.is_null() && !items.is_sequence()) error(problems_, items.place(), "`items` is no list");
    const Node copy = items;
    for (const Node& item : copy.items()) queue_.push_back(item);
    return true;
  }

  std::vector<Problem>& problems_;
  std::deque<Node> queue_;
};

}  // namespace

std::vector<Object> read_resources(const yaml::File& file, std::vector<Problem>& problems) {
  for (const yaml::Problem& problem : file.problems) error(problems, problem.place, problem.message);
  return Opener(problems).run(file);
}

const ResourceFiles::Content& ResourceFiles::get(const text::Source& source) {
  if (const Content* known = find(source)) return *known;
  Content content;
  content.objects = read_resources(documents_->get(source), content.problems);
  for (const Object& object : content.objects) content.nodes += object.root().count();
  const std::scoped_lock lock(mutex_);
  return read_.try_emplace(&source, std::move(content)).first->second;
}

const ResourceFiles::Content* ResourceFiles::find(const text::Source& source) const {
  const std::scoped_lock lock(mutex_);
  const auto known = read_.find(&source);
  return known == read_.end() ? nullptr : &known->second;
}

}  // namespace safeops::flux
