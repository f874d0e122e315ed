#include "flux/merge_schema.hpp"

#include <algorithm>
#include <tuple>

namespace safeops::flux {

std::optional<MergeSchema> MergeSchema::of(std::string_view api_version, std::string_view kind) {
  const auto wanted = std::tie(api_version, kind);
  const auto found =
      std::lower_bound(merge_table.kinds.begin(), merge_table.kinds.end(), wanted,
                       [](const MergeKind& entry, const auto& key) { return std::tie(entry.api_version, entry.kind) < key; });
  if (found == merge_table.kinds.end() || found->api_version != api_version || found->kind != kind) return {};
  return MergeSchema(found->type);
}

const MergeField* MergeSchema::field(std::string_view name) const {
  for (std::size_t index = merge_table.starts[type_]; index < merge_table.starts[type_ + 1]; ++index)
    if (merge_table.fields[index].name == name) return &merge_table.fields[index];
  return nullptr;
}

std::optional<MergeSchema> MergeSchema::below(const MergeField* field) {
  if (!field || field->type < 0) return {};
  return MergeSchema(field->type);
}

}  // namespace safeops::flux
