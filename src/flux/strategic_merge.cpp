#include "flux/strategic_merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "flux/merge_list.hpp"
#include "flux/merge_schema.hpp"
#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::string_view directive_key = "$patch";
constexpr std::size_t most_work = 20'000'000;

enum class Directive { merge, replace, remove, unknown };

Directive directive_called(std::string_view text) {
  if (text == "delete") return Directive::remove;
  if (text == "replace") return Directive::replace;
  return text == "merge" ? Directive::merge : Directive::unknown;
}

bool holds_nothing(const Node* node) {
  return !node || node->is_missing() || node->is_null();
}

// `key: null` outlives a merge, `key:` does not.
bool is_written_null(const Node& node) {
  return node.is_null() && node.place().span.begin < node.place().span.end;
}

// Takes the directive out of a map of the patch.
Directive take_map_directive(Node& patch) {
  const Node* written = patch.find(directive_key);
  if (!written) return Directive::merge;
  const Directive directive = directive_called(written->text());
  if (directive != Directive::unknown) patch.erase(directive_key);
  return directive;
}

// Takes the directive out of a list of the patch: an item that says nothing else.
Directive take_list_directive(Node& patch) {
  auto& items = patch.items();
  const auto found = std::find_if(items.begin(), items.end(), [](const Node& item) { return item.find(directive_key); });
  if (found == items.end() || found->members().size() > 1) return Directive::merge;
  const std::string word((*found)[directive_key].text());
  const Directive directive = directive_called(word);
  if (directive != Directive::unknown)
    std::erase_if(items, [&](const Node& item) { return item.is_null() || item[directive_key].text() == word; });
  return directive;
}

Directive require_known(Directive directive, const Node& patch) {
  if (directive == Directive::unknown) throw Refusal{patch.place(), "`$patch` is merge, replace or delete"};
  return directive;
}

// Follows object and patch side by side. Either may be null, and where the patch adds a value both are the same node: that is how
// kustomize gets the directives out of what it adds.
class Merger final : public ItemMerger {
 public:
  explicit Merger(std::size_t& work) : work_(work) {}

  // The merged value: what `held` or `patch` points at, or null when nothing is left.
  Node* merge(Node* held, Node* patch, std::optional<MergeSchema> schema, const MergeField* field) {
    const Node* first = holds_nothing(held) ? patch : held;
    if (holds_nothing(first)) return merge_nothing(held, patch);
    require_same_kind(held, patch, *first);
    if (first->is_scalar()) return chosen(held, patch);
    if (first->is_map()) return merge_map(held, patch, schema ? schema : own_schema(held, patch));
    return field && field->merged ? merge_list(held, patch, *field) : chosen(held, patch);
  }

  Node* merge_item(Node* held, Node* patch, const MergeField& field) override {
    return merge(held, patch, MergeSchema::below(&field), nullptr);
  }

 private:
  static Node* chosen(Node* held, Node* patch) {
    if (!patch) return held;
    return patch->is_null() ? nullptr : patch;
  }

  static void require_same_kind(const Node* held, const Node* patch, const Node& first) {
    for (const Node* node : {held, patch})
      if (!holds_nothing(node) && node->kind() != first.kind())
        throw Refusal{(patch ? patch : held)->place(),
                      "patch and object have different kinds of values here (map, list, plain value)"};
  }

  static Node* merge_nothing(Node* held, Node* patch) {
    if (patch) return nullptr;
    return held && is_written_null(*held) ? held : nullptr;
  }

  // An object inside an object of a custom kind may be of a known kind.
  static std::optional<MergeSchema> own_schema(const Node* held, const Node* patch) {
    for (const Node* node : {held, patch}) {
      if (holds_nothing(node)) continue;
      const auto schema = MergeSchema::of((*node)["apiVersion"].text(), (*node)["kind"].text());
      if (schema) return schema;
    }
    return {};
  }

  Node* merge_map(Node* held, Node* patch, std::optional<MergeSchema> schema) {
    if (patch && patch->is_null()) return nullptr;
    if (holds_nothing(held)) {
      if (take_map_directive(*patch) == Directive::remove) return nullptr;
      held = patch;
    } else if (patch) {
      switch (require_known(take_map_directive(*patch), *patch)) {
        case Directive::remove:
          return nullptr;
        case Directive::replace:
          held = patch;
          break;
        case Directive::merge:
        case Directive::unknown:
          break;
      }
    }
    merge_members(*held, patch, schema);
    return held;
  }

  void merge_members(Node& held, Node* patch, std::optional<MergeSchema> schema) {
    for (const std::string& key : keys_of(held, patch)) {
      const MergeField* field = schema ? schema->field(key) : nullptr;
      Node* from_patch = patch ? patch->find(key) : nullptr;
      Node* merged = merge(held.find(key), from_patch, MergeSchema::below(field), field);
      if (!merged) {
        held.erase(key);
      } else if (merged != held.find(key)) {
        const Node* written = patch->find_key(key);
        Node value = *merged;
        if (const Node* before = held.find(key)) keep_style(value, *before);
        held.set(key, std::move(value), written ? written->place() : text::Place{});
      }
    }
  }

  // A text is written as the one it replaces was; of that only folding can be seen in the end.
  static void keep_style(Node& value, const Node& before) {
    const bool folded = before.style() == Node::Style::folded;
    if (!value.is_scalar() || !before.is_scalar() || folded == (value.style() == Node::Style::folded)) return;
    if (yaml::resolve(value) == yaml::Resolved::string)
      value = Node::scalar(std::string(value.text()), value.place(), folded ? Node::Style::folded : Node::Style::quoted);
  }

  static std::set<std::string> keys_of(const Node& held, const Node* patch) {
    std::set<std::string> keys;
    for (const auto& member : held.members()) keys.emplace(member.first.text());
    if (patch)
      for (const auto& member : patch->members()) keys.emplace(member.first.text());
    return keys;
  }

  Node* merge_list(Node* held, Node* patch, const MergeField& field) {
    if (holds_nothing(held)) {
      held = patch;
    } else if (patch && patch->is_null()) {
      return nullptr;
    } else if (patch) {
      switch (require_known(take_list_directive(*patch), *patch)) {
        case Directive::remove:
          return nullptr;
        case Directive::replace:
          held = patch;
          break;
        case Directive::merge:
        case Directive::unknown:
          break;
      }
    }
    const std::size_t count = held->items().size() + (patch ? patch->items().size() : 0);
    work_ += count * count;
    if (work_ > most_work) throw Refusal{held->place(), "patches merge too many items of lists in one build"};
    merge_keyed_list(*held, patch, field, *this);
    return held;
  }

  std::size_t& work_;
};

}  // namespace

bool apply_strategic_merge(Object& object, Node patch, std::size_t& work) {
  Node* root = &object.root();
  const auto schema = MergeSchema::of(object.api_version(), object.kind());
  return Merger(work).merge(root, &patch, schema, nullptr) != nullptr;
}

}  // namespace safeops::flux
