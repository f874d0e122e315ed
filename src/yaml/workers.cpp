#include "yaml/workers.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace safeops::yaml {

void share_work(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    try {
      for (std::size_t index = next++; index < count; index = next++) work(index);
    } catch (...) {
      next = count;
    }
  };
  std::vector<std::jthread> threads;
  while (threads.size() + 1 < std::min<std::size_t>(jobs, count)) threads.emplace_back(run);
  run();
}

}  // namespace safeops::yaml
