#include "yaml/documents.hpp"

#include "yaml/workers.hpp"

namespace safeops::yaml {

const File& Documents::get(const text::Source& source) {
  if (const File* known = find(source)) return *known;
  auto parsed = std::make_unique<File>(parse(source));
  const std::scoped_lock lock(mutex_);
  return *files_.try_emplace(&source, std::move(parsed)).first->second;
}

const File* Documents::find(const text::Source& source) const {
  const std::scoped_lock lock(mutex_);
  const auto known = files_.find(&source);
  return known == files_.end() ? nullptr : known->second.get();
}

void Documents::prefetch(const std::vector<const text::Source*>& sources, unsigned jobs) {
  std::vector<const text::Source*> unknown;
  for (const text::Source* source : sources)
    if (!find(*source)) unknown.push_back(source);
  share_work(unknown.size(), jobs, [&](std::size_t index) { get(*unknown[index]); });
}

}  // namespace safeops::yaml
