#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace safeops::flux {

// A field of a type that is a list merged item by item, or leads to one.
struct MergeField {
  std::string_view name;
  int type;                              // of the value, or of the list's items; -1 for one without such fields
  bool merged;                           // a list that is merged
  std::array<std::string_view, 2> keys;  // what its items are told apart by; empty for plain values
};

struct MergeKind {
  std::string_view api_version;
  std::string_view kind;
  int type;
};

// Kubernetes' own kinds, sorted; the fields of type `n` are those from `starts[n]` to `starts[n + 1]`.
struct MergeTable {
  std::span<const MergeField> fields;
  std::span<const std::size_t> starts;
  std::span<const MergeKind> kinds;
};
extern const MergeTable merge_table;

// The type of a value in an object, as far as strategic merge patches go by it.
class MergeSchema {
 public:
  // None for a kind that is not Kubernetes' own.
  static std::optional<MergeSchema> of(std::string_view api_version, std::string_view kind);

  [[nodiscard]] const MergeField* field(std::string_view name) const;
  static std::optional<MergeSchema> below(const MergeField* field);

 private:
  explicit MergeSchema(int type) : type_(static_cast<std::size_t>(type)) {}
  std::size_t type_;
};

}  // namespace safeops::flux
