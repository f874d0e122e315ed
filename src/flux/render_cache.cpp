#include "flux/render_cache.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::flux {
namespace {

constexpr std::size_t most_kept = 1024;
constexpr std::size_t most_nodes = 600'000;

void write(const yaml::Node& node, std::string& out) {
  const text::Place& place = node.place();
  out +=
      fmt::format("{}{}:{}:{}", static_cast<int>(node.kind()), static_cast<int>(node.style()), place.span.begin, place.span.end);
  if (place.source) out += fmt::format("@{}", static_cast<const void*>(place.source));
  out += fmt::format("={}:", node.text().size());
  out += node.text();
  out += fmt::format("[{}", node.items().size());
  for (const yaml::Node& item : node.items()) write(item, out);
  out += fmt::format("{{{}", node.members().size());
  for (const auto& [key, value] : node.members()) {
    write(key, out);
    write(value, out);
  }
}

}  // namespace

std::size_t count_nodes(const Build& build) {
  std::size_t count = 1;
  for (const Object& object : build.objects) count += object.root().count();
  return count;
}

std::string fingerprint(const yaml::Node& node) {
  std::string out;
  write(node, out);
  return out;
}

RenderCache::RenderCache() : room_(most_nodes) {}

std::shared_ptr<const Build> RenderCache::find(const std::string& key, const git::Snapshot& snapshot) {
  const auto [first, last] = kept_.equal_range(key);
  for (auto entry = last; entry != first;) {  // the latest is the likeliest
    Kept& kept = (--entry)->second;
    if (!is_current(kept, snapshot)) continue;
    kept.seen_in = snapshot.tree();
    kept.used = ++clock_;
    return kept.build;
  }
  return nullptr;
}

std::shared_ptr<const Build> RenderCache::get(const std::string& key, const git::Snapshot& snapshot,
                                              const std::function<Made()>& make) {
  if (auto known = find(key, snapshot)) return known;
  Made made = make();
  auto build = std::make_shared<const Build>(std::move(made.build));
  return keep(key, {std::move(build), nullptr, std::move(made.inputs), snapshot.tree(), made.nodes});
}

std::shared_ptr<const Build> RenderCache::derive(const std::shared_ptr<const Build>& from, const std::string& key,
                                                 const std::function<Build()>& make) {
  const std::string full_key = fmt::format("{}\n{}", static_cast<const void*>(from.get()), key);
  const auto found = kept_.find(full_key);
  if (found == kept_.end()) {
    auto build = std::make_shared<const Build>(make());
    const std::size_t nodes = count_nodes(*build);
    return keep(full_key, {std::move(build), from, {}, {}, nodes});
  }
  found->second.used = ++clock_;
  return found->second.build;
}

bool RenderCache::is_current(const Kept& kept, const git::Snapshot& snapshot) {
  return kept.seen_in == snapshot.tree() || kept.inputs.same_in(snapshot, changed_since(kept.seen_in, snapshot));
}

const std::vector<std::string>& RenderCache::changed_since(const git::Oid& tree, const git::Snapshot& snapshot) {
  if (compared_with_ != snapshot.tree()) changed_.clear();
  compared_with_ = snapshot.tree();
  const auto known = changed_.find(tree);
  if (known != changed_.end()) return known->second;
  return changed_.emplace(tree, changed_paths(snapshot.repository(), tree, snapshot.tree())).first->second;
}

std::shared_ptr<const Build> RenderCache::keep(const std::string& key, Kept kept) {
  make_room();
  kept.used = ++clock_;
  nodes_ += kept.nodes;
  return kept_.emplace(key, std::move(kept))->second.build;
}

// Drops the older half at once, so that the cost of looking for it is spread over many builds. What one revision needs may be
// more than there is room for; then there has to be more.
void RenderCache::make_room() {
  if (kept_.size() < most_kept && nodes_ < room_) return;
  std::vector<std::uint64_t> times;
  for (const auto& [key, kept] : kept_) times.push_back(kept.used);
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  const std::uint64_t median = times[times.size() / 2];
  std::erase_if(kept_, [&](const auto& entry) { return entry.second.used < median; });
  nodes_ = 0;
  for (const auto& [key, kept] : kept_) nodes_ += kept.nodes;
  room_ = std::max(most_nodes, 2 * nodes_);
}

}  // namespace safeops::flux
