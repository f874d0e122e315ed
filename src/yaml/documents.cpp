#include "yaml/documents.hpp"

#include <atomic>
#include <new>
#include <thread>

namespace safeops::yaml {

const File& Documents::get(const text::Source& source) {
  std::unique_ptr<File>& file = files_[&source];
  if (!file) file = std::make_unique<File>(parse(source));
  return *file;
}

void Documents::prefetch(const std::vector<const text::Source*>& sources, unsigned jobs) {
  std::vector<std::pair<const text::Source*, std::unique_ptr<File>*>> work;
  for (const text::Source* source : sources) {
    const auto [slot, fresh] = files_.try_emplace(source);
    if (fresh) work.emplace_back(source, &slot->second);
  }
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    try {
      for (std::size_t index = next++; index < work.size(); index = next++)
        *work[index].second = std::make_unique<File>(parse(*work[index].first));
    } catch (const std::bad_alloc&) {
      next = work.size();  // what is left is parsed when asked for, and fails where that can be said
    }
  };
  std::vector<std::jthread> threads;
  while (threads.size() + 1 < std::min<std::size_t>(jobs, work.size())) threads.emplace_back(run);
  run();
}

}  // namespace safeops::yaml
