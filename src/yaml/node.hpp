#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/source.hpp"

namespace safeops::yaml {

// A YAML value that knows where each of its parts was written. A plain value type: a copy behaves as a tree of its own, and what
// a renderer puts together from many files still says of every scalar which line set it. Copies share their children until one
// of them is changed, so copying costs the same for every size; asking for children to change (a method that is not const) ends
// the sharing of that one collection. Aliases and merge keys are already resolved (the copies keep the place of the anchor).
class Node {
 public:
  enum class Kind : std::uint8_t { missing, null, scalar, sequence, map };
  enum class Style : std::uint8_t { plain, quoted, literal, folded };  // of a scalar; quoted is ' or "

  Node() = default;
  static Node null(text::Place place = {});
  static Node scalar(std::string text, text::Place place = {}, Style style = Style::plain);
  static Node sequence(text::Place place = {});
  static Node map(text::Place place = {});

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] Style style() const { return style_; }
  [[nodiscard]] bool is_missing() const { return kind_ == Kind::missing; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_scalar() const { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_sequence() const { return kind_ == Kind::sequence; }
  [[nodiscard]] bool is_map() const { return kind_ == Kind::map; }
  explicit operator bool() const { return kind_ != Kind::missing; }

  // Where the value was written: a scalar with its quotes, a collection from its first to its last child.
  [[nodiscard]] const text::Place& place() const { return place_; }
  void set_place(text::Place place) { place_ = place; }

  // The text of a scalar; empty for everything else.
  [[nodiscard]] std::string_view text() const { return kind_ == Kind::scalar ? std::string_view(scalar_) : std::string_view{}; }
  void set_text(std::string text) { scalar_ = std::move(text); }
  // What sigs.k8s.io/yaml makes of a plain scalar (YAML 1.1: yes, on, y are true). None for another type and for `${VAR}`.
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  // True when the value, or some scalar below it, is only known in the cluster: holds `${` (Flux substitutes it) or is SOPS
  // ciphertext (`ENC[`).
  [[nodiscard]] bool is_opaque() const;

  // Sequences. Empty for everything else.
  [[nodiscard]] const std::vector<Node>& items() const;
  [[nodiscard]] std::vector<Node>& items();
  void append(Node item);

  // Maps, in the order written. Empty for everything else. Keys are scalars; `first` holds the key's own place.
  using Member = std::pair<Node, Node>;
  [[nodiscard]] const std::vector<Member>& members() const;
  [[nodiscard]] std::vector<Member>& members();
  // The value of a key, or a missing node; chains: node["spec"]["suspend"]. Linear in the number of keys.
  [[nodiscard]] const Node& operator[](std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] const Node* find_key(std::string_view key) const;  // the key itself, for its place
  // Follows keys joined by '.' ("spec.cluster.name"); a missing node when one is not there. For keys that hold no dot.
  [[nodiscard]] const Node& at(std::string_view dotted) const;
  Node& set(std::string_view key, Node value, text::Place key_place = {});  // replaces or appends; makes a non-map a map
  bool erase(std::string_view key);

  // How many values there are in it: itself, and keys.
  [[nodiscard]] std::size_t count() const;

  // Equal as data: kinds, texts, resolved types, order of sequences; not styles, places or order of keys.
  [[nodiscard]] bool same_data(const Node& other) const;

 private:
  struct Children;

  Kind kind_ = Kind::missing;
  Style style_ = Style::plain;
  text::Place place_;
  std::string scalar_;
  std::shared_ptr<Children> children_;  // of a collection; null when it never had any

  [[nodiscard]] Children& own_children();  // this node's alone
};

// How the plain scalar `text` resolves (YAML 1.1 as sigs.k8s.io/yaml reads it). A quoted or block scalar is always a string.
enum class Resolved { string, null, boolean, integer, floating };
Resolved resolve(const Node& scalar);

// The texts of a list's scalars, in order; empty for everything that is no list.
std::vector<std::string> texts(const Node& list);

// As YAML: block style, keys in the order held, strings quoted only where they must be. Ends with a newline. What `remark` says
// of a scalar or an empty collection, one line, stands behind it as a comment.
using Remark = std::function<std::string(const Node&)>;
std::string emit(const Node& node, const Remark& remark = {});

}  // namespace safeops::yaml
