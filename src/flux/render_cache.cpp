#include "flux/render_cache.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::flux {
namespace {

constexpr std::size_t most_kept = 1024;

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

std::string fingerprint(const yaml::Node& node) {
  std::string out;
  write(node, out);
  return out;
}

std::shared_ptr<const Build> RenderCache::get(const std::string& key, const git::Snapshot& snapshot,
                                              const std::function<Made()>& make) {
  const auto [first, last] = kept_.equal_range(key);
  for (auto entry = first; entry != last; ++entry) {
    Kept& kept = entry->second;
    if (kept.seen_in != snapshot.tree() && !kept.inputs.same_in(snapshot)) continue;
    kept.seen_in = snapshot.tree();
    kept.used = ++clock_;
    return kept.build;
  }
  Made made = make();
  make_room();
  const auto build = std::make_shared<const Build>(std::move(made.build));
  kept_.emplace(key, Kept{build, nullptr, std::move(made.inputs), snapshot.tree(), ++clock_});
  return build;
}

std::shared_ptr<const Build> RenderCache::derive(const std::shared_ptr<const Build>& from, const std::string& key,
                                                 const std::function<Build()>& make) {
  const std::string full_key = fmt::format("{}\n{}", static_cast<const void*>(from.get()), key);
  const auto found = kept_.find(full_key);
  if (found != kept_.end()) {
    found->second.used = ++clock_;
    return found->second.build;
  }
  make_room();
  const auto build = std::make_shared<const Build>(make());
  kept_.emplace(full_key, Kept{build, from, {}, {}, ++clock_});
  return build;
}

// Drops the older half at once, so that the cost of looking for it is spread over many builds.
void RenderCache::make_room() {
  if (kept_.size() < most_kept) return;
  std::vector<std::uint64_t> times;
  for (const auto& [key, kept] : kept_) times.push_back(kept.used);
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  const std::uint64_t median = times[times.size() / 2];
  std::erase_if(kept_, [&](const auto& entry) { return entry.second.used < median; });
}

}  // namespace safeops::flux
