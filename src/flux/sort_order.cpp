#include <fmt/format.h>

#include <algorithm>

#include "flux/kind_order.hpp"
#include "flux/refusal.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

std::string or_placeholder(std::string_view text, std::string_view placeholder) {
  return std::string(text.empty() ? placeholder : text);
}

struct Key {
  int rank;
  std::string type;
  std::string place;

  auto operator<=>(const Key&) const = default;
};

Key key_of(const Resource& resource, const KindOrder& order) {
  const Type type = resource.type();
  const std::string_view no_group =
      type.kind == "Namespace" ? "" : "~G";  // a custom kind of that name comes after Kubernetes' own
  return {order.rank(type.kind),
          or_placeholder(type.group, no_group) + '_' + or_placeholder(type.version, "~V") + '_' + type.kind,
          or_placeholder(resource.object.namespace_(), "~X") + '|' + or_placeholder(resource.object.name(), "~N")};
}

std::vector<std::string> kinds(const yaml::Node& list) {
  std::vector<std::string> kinds;
  for (const yaml::Node& kind : list.items()) kinds.emplace_back(kind.text());
  return kinds;
}

void sort_as_legacy(ResourceList& list, const KindOrder& kind_order) {
  std::vector<std::pair<Key, std::size_t>> order;
  for (const Resource& resource : list.items()) order.emplace_back(key_of(resource, kind_order), order.size());
  std::sort(order.begin(), order.end());
  std::vector<Resource> sorted;
  sorted.reserve(order.size());
  for (const auto& [key, index] : order) sorted.push_back(std::move(list.items()[index]));
  list.items() = std::move(sorted);
  list.forget_ids();
}

}  // namespace

void sort(ResourceList& list, const yaml::Node& options) {
  const std::string_view order = options ? options["order"].text() : "legacy";
  const yaml::Node& kind_lists = options["legacySortOptions"];
  if (order != "legacy" && order != "fifo") throw Refusal{options.place(), "`order` of `sortOptions` is legacy or fifo"};
  if (order == "fifo") {
    if (kind_lists) throw Refusal{kind_lists.place(), "`legacySortOptions` needs `order: legacy`"};
    return;
  }
  list.require_different_ids(options.place(), "the build");
  if (kind_lists)
    sort_as_legacy(list, KindOrder(kinds(kind_lists["orderFirst"]), kinds(kind_lists["orderLast"])));
  else
    sort_as_legacy(list, KindOrder::usual());
}

void drop_local(ResourceList& list) {
  for (const Resource& resource : list.items())
    if (resource.object.kind().empty() || (resource.object.name().empty() && !resource.object.kind().ends_with("List")))
      throw Refusal{resource.object.place(), "an object ends up without kind or name"};
  std::erase_if(list.items(), [](const Resource& resource) {
    const yaml::Node& mark = resource.object.root()["metadata"]["annotations"]["config.kubernetes.io/local-config"];
    return mark && mark.text() != "false";
  });
  list.forget_ids();
}

}  // namespace safeops::flux
