#include "flux/merge_list.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "flux/refusal.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;
using Values = std::vector<std::string>;

// What items are looked for by. There may be fewer values than keys.
struct Key {
  std::vector<std::string_view> names;
  Values values;
};

bool is_empty(const Node& item) {
  return item.is_null() || item.is_missing() || (item.is_map() && item.members().empty());
}

// An empty value is that of any item that has the field.
bool has(const Node& item, const Key& key) {
  bool found = false;
  for (std::size_t index = 0; index < key.names.size(); ++index) {
    if (index < key.values.size()) {
      const Node* value = item.find(key.names[index]);
      found = value && (key.values[index].empty() || value->text() == key.values[index]);
    }
    if (!found) return false;
  }
  return true;
}

// Every item with the key becomes `item`, which is added if there was none; without one they go. Empty items go in any case, and
// so does everything else if there are no values at all.
void set_item(std::vector<Node>& items, const Key& key, const Node* item) {
  std::vector<Node> kept;
  bool known = false;
  for (Node& held : items) {
    if (is_empty(held)) continue;
    const bool named = !key.values.empty() && !key.values.front().empty();
    if (!held.is_map() && !named) throw Refusal{held.place(), "an item of a merged list is no map"};
    if (held.is_map() && has(held, key)) {
      known = true;
      if (item) kept.push_back(*item);
    } else if (!key.values.empty()) {
      kept.push_back(std::move(held));
    }
  }
  items = std::move(kept);
  if (item && !known && !item->is_null()) items.push_back(*item);
}

class ListMerger {
 public:
  ListMerger(Node& held, Node* patch, const MergeField& field, ItemMerger& merger)
      : held_(held), patch_(patch), field_(field), merger_(merger) {
    for (const std::string_view key : field.keys)
      if (!key.empty()) keys_.push_back(key);
  }

  void run() {
    std::vector<Values> all = values_of_all();
    if (keys_.size() > 1) complete(all);
    std::vector<Node> merged;
    std::vector<std::string_view> names;
    for (const Values& values : all) {
      const Key key = usable(all, values);
      names = key.names;
      add(key, merged);
    }
    if (all.empty()) return;
    append(merged, names);
    held_.items() = std::move(merged);
  }

 private:
  // Of the patch first; each once.
  [[nodiscard]] std::vector<Values> values_of_all() const {
    std::vector<Values> all;
    std::set<Values> seen;
    for (const Node* list : {static_cast<const Node*>(patch_), static_cast<const Node*>(&held_)}) {
      if (!list) continue;
      for (const Node& item : list->items()) {
        Values values;
        for (const std::string_view key : keys_) values.emplace_back(item[key].text());
        if (seen.insert(values).second) all.push_back(std::move(values));
      }
    }
    return all;
  }

  // Values that differ only where one has none are the same item.
  static void complete(std::vector<Values>& all) {
    for (Values& one : all) {
      const Values before = one;
      for (Values& other : all) {
        Values joined;
        if (join(before, other, joined)) one = other = joined;
      }
    }
  }

  static bool join(const Values& one, const Values& other, Values& joined) {
    bool common = false;
    for (std::size_t index = 0; index < one.size(); ++index) {
      common = common || one[index] == other[index];
      if (one[index] != other[index] && !one[index].empty() && !other[index].empty()) return false;
      joined.push_back(one[index].empty() ? other[index] : one[index]);
    }
    return common;
  }

  // Without the keys that no item has.
  [[nodiscard]] Key usable(const std::vector<Values>& all, const Values& values) const {
    Key key;
    for (std::size_t index = 0; index < keys_.size(); ++index) {
      const bool used = std::any_of(all.begin(), all.end(), [&](const Values& item) { return !item[index].empty(); });
      if (!used) continue;
      key.names.push_back(keys_[index]);
      key.values.push_back(values[index]);
    }
    return key.names.empty() ? Key{keys_, values} : key;
  }

  void add(const Key& key, std::vector<Node>& merged) {
    Node* item = merger_.merge_item(find(&held_, key), find(patch_, key), field_);
    if (!item || is_empty(*item)) {
      set_item(held_.items(), key, nullptr);
      return;
    }
    for (std::size_t index = 0; index < key.names.size(); ++index)
      if (!item->find(key.names[index]) && !key.values[index].empty())
        item->set(key.names[index], Node::scalar(key.values[index], item->place()));
    const Node added = *item;
    set_item(merged, key, &added);
  }

  // By the values that are not empty, or, when all are, by the empty ones.
  static Node* find(Node* list, const Key& key) {
    if (!list) return nullptr;
    const bool any = std::any_of(key.values.begin(), key.values.end(), [](const std::string& value) { return !value.empty(); });
    const auto fits = [&](const Node& item) {
      for (std::size_t index = 0; index < key.names.size(); ++index) {
        if (any && key.values[index].empty()) continue;
        const Node* value = item.find(key.names[index]);
        if (!value || value->text() != key.values[index]) return false;
      }
      return item.is_map();
    };
    auto& items = list->items();
    const auto found = std::find_if(items.begin(), items.end(), fits);
    return found == items.end() ? nullptr : &*found;
  }

  // What was held takes the place of what it was merged with.
  void append(std::vector<Node>& merged, const std::vector<std::string_view>& names) {
    for (const Node& item : held_.items()) {
      Key key{names, {}};
      for (const std::string_view name : names) {
        if (const Node* value = item.find(name))
          key.values.emplace_back(value->text());
        else
          merged.push_back(item);
      }
      if (names.size() > 1) set_item(merged, key, nullptr);
      set_item(merged, key, &item);
    }
  }

  Node& held_;
  Node* patch_;
  const MergeField& field_;
  ItemMerger& merger_;
  std::vector<std::string_view> keys_;
};

// A list of plain values is a set.
void merge_set(Node& held, const Node* patch) {
  std::set<std::string, std::less<>> seen;
  std::vector<Node> merged;
  for (const Node* list : {patch, static_cast<const Node*>(&held)}) {
    if (!list) continue;
    for (const Node& item : list->items())
      if (seen.emplace(item.text()).second) merged.push_back(item);
  }
  held.items() = std::move(merged);
}

}  // namespace

void merge_keyed_list(Node& held, Node* patch, const MergeField& field, ItemMerger& merger) {
  if (field.keys[0].empty())
    merge_set(held, patch);
  else
    ListMerger(held, patch, field, merger).run();
}

}  // namespace safeops::flux
