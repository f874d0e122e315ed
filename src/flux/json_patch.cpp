#include "flux/json_patch.hpp"

#include <fmt/format.h>

#include <charconv>

#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

// What the `copy` operations of one patch may add; a few dozen that copy into each other would else fill any memory.
constexpr std::size_t most_copied = 100'000;

// Bytes and values below a node, as far as `most_copied` tells apart.
std::size_t weight(const Node& node) {
  std::size_t sum = 1 + node.text().size() / 16;
  for (auto item = node.items().begin(); item != node.items().end() && sum <= most_copied; ++item) sum += weight(*item);
  for (auto member = node.members().begin(); member != node.members().end() && sum <= most_copied; ++member)
    sum += weight(member->second);
  return sum;
}

// The parts after the first slash; kustomize's patch library does not look at what stands before it. None without a slash.
std::optional<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> parts;
  if (pointer.empty()) return parts;
  const std::size_t slash = pointer.find('/');
  if (slash == std::string_view::npos) return {};
  pointer.remove_prefix(slash);
  for (std::size_t at = 0; at < pointer.size(); ++at) {
    if (pointer[at] == '/') {
      parts.emplace_back();
    } else if (pointer.substr(at).starts_with("~1") || pointer.substr(at).starts_with("~0")) {
      parts.back() += pointer[++at] == '1' ? '/' : '~';
    } else {
      parts.back() += pointer[at];
    }
  }
  return parts;
}

// An index into a list of `size` items; negative ones count from the end, as kustomize's patch library allows.
std::optional<std::size_t> index_in(std::string_view text, std::size_t size) {
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failure != std::errc{} || end != text.data() + text.size()) return {};
  const auto count = static_cast<std::int64_t>(size);
  if (value < 0) value += count;
  if (value < 0 || value >= count) return {};
  return static_cast<std::size_t>(value);
}

Node* child(Node& parent, const std::string& part) {
  if (parent.is_map()) return parent.find(part);
  if (!parent.is_sequence()) return nullptr;
  const auto index = index_in(part, parent.items().size());
  return index ? &parent.items()[*index] : nullptr;
}

// Where a pointer leads: the value that holds the last part, and that part.
struct Slot {
  Node* parent = nullptr;
  std::string last;
};

Slot find_slot(Node& root, const std::vector<std::string>& parts) {
  Node* node = &root;
  for (std::size_t at = 0; at + 1 < parts.size() && node; ++at) node = child(*node, parts[at]);
  return {node, parts.empty() ? std::string() : parts.back()};
}

bool add(const Slot& slot, const Node& value, text::Place key_place) {
  if (slot.parent->is_map()) {
    slot.parent->set(slot.last, value, key_place);
    return true;
  }
  if (!slot.parent->is_sequence()) return false;
  auto& items = slot.parent->items();
  const auto index = slot.last == "-" ? items.size() : index_in(slot.last, items.size() + 1);
  if (!index) return false;
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(*index), value);
  return true;
}

bool remove(const Slot& slot) {
  if (slot.parent->is_map()) return slot.parent->erase(slot.last);
  auto& items = slot.parent->items();
  const auto index = index_in(slot.last, items.size());
  if (!slot.parent->is_sequence() || !index) return false;
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(*index));
  return true;
}

class Operation {
 public:
  Operation(Node& root, const Node& operation, std::size_t& copied)
      : root_(root), operation_(operation), name_(operation["op"].text()), copied_(copied) {}

  std::optional<PatchFault> run() {
    const auto parts = split_pointer(operation_["path"].text());
    if (!operation_["path"].is_scalar() || !parts) return fault("has no path with a `/`");
    if (parts->empty()) return at_root();
    const Slot slot = find_slot(root_, *parts);
    if (!slot.parent || !(slot.parent->is_map() || slot.parent->is_sequence())) return missing();
    if (name_ == "add") return add(slot, value(), operation_["path"].place()) ? std::nullopt : missing();
    if (name_ == "remove") return remove(slot) ? std::nullopt : missing();
    if (name_ == "replace") return replace(slot);
    if (name_ == "test") return test(slot);
    if (name_ == "move" || name_ == "copy") return move_or_copy(*parts);
    return fault("is no operation of a JSON patch");
  }

 private:
  std::optional<PatchFault> fault(std::string_view what) const {
    const Node& shown = operation_["path"] ? operation_["path"] : operation_;
    return PatchFault{shown.place(), fmt::format("patch operation `{} {}` {}", text::visible(name_),
                                                 text::visible(operation_["path"].text()), what)};
  }
  std::optional<PatchFault> missing() const { return fault("finds nothing there"); }
  // Null where none is given.
  [[nodiscard]] Node value() const {
    const Node& value = operation_["value"];
    return value.is_missing() ? Node::null(operation_.place()) : value;
  }

  std::optional<PatchFault> at_root() {
    const bool container = operation_["value"].is_map();
    if (name_ == "test") return root_.same_data(operation_["value"]) ? std::nullopt : fault("finds another value");
    if (name_ != "replace" || !container) return fault("cannot mean the whole object");
    root_ = operation_["value"];
    return {};
  }

  // A key of a map need not be there.
  std::optional<PatchFault> replace(const Slot& slot) {
    if (slot.parent->is_map()) {
      slot.parent->set(slot.last, value(), operation_["path"].place());
      return {};
    }
    Node* held = child(*slot.parent, slot.last);
    if (!held) return missing();
    *held = value();
    return {};
  }

  std::optional<PatchFault> test(const Slot& slot) {
    const Node* held = child(*slot.parent, slot.last);
    if (!held && slot.parent->is_sequence()) return missing();
    const Node& wanted = operation_["value"];
    const bool nothing = wanted.is_null() || wanted.is_missing();
    const bool same = held && !held->is_null() ? held->same_data(wanted) : nothing;
    return same ? std::nullopt : fault("finds another value");
  }

  std::optional<PatchFault> move_or_copy(const std::vector<std::string>& to) {
    const auto from = split_pointer(operation_["from"].text());
    if (!from || from->empty()) return fault("has no `from`");
    const Slot source = find_slot(root_, *from);
    const Node* held = source.parent ? child(*source.parent, source.last) : nullptr;
    const bool copies_nothing = name_ == "copy" && source.parent && source.parent->is_map() && !held;
    if (!held && !copies_nothing) return missing();
    if (name_ == "copy" && held && (copied_ += weight(*held)) > most_copied) return fault("copies too much");
    const Node value = held ? *held : Node::null(operation_.place());
    if (name_ == "move") remove(source);
    const Slot target = find_slot(root_, to);
    return target.parent && add(target, value, operation_["path"].place()) ? std::nullopt : missing();
  }

  Node& root_;
  const Node& operation_;
  std::string_view name_;
  std::size_t& copied_;
};

}  // namespace

std::optional<PatchFault> apply_json_patch(Node& root, const Node& operations) {
  std::size_t copied = 0;
  for (const Node& operation : operations.items())
    if (auto fault = Operation(root, operation, copied).run()) return fault;
  return {};
}

}  // namespace safeops::flux
