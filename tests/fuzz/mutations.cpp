// `mutations COUNT FOLDER...`: gives a fuzz target every folder as it is, then COUNT mutations of them, the same each time.
// `mutations --pack DIRECTORY FOLDER...` writes the folders as seeds for libFuzzer.

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "fuzz/seeds.hpp"
#include "fuzz/target.hpp"

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

void mutate(std::string& text, const std::vector<std::string>& seeds, Random& random) {
  const std::size_t at = below(random, text.size() + 1);
  const std::size_t length = std::min(below(random, 64), text.size() - at);
  switch (below(random, 6)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, fuzz_words[below(random, fuzz_words.size())]);
      break;
    case 2:
      text.insert(below(random, text.size() + 1), std::string(text.substr(at, length)));
      break;
    case 3:
      if (at < text.size()) text[at] = static_cast<char>(random());
      break;
    case 4: {
      const std::string& other = seeds[below(random, seeds.size())];
      text.insert(at, other.substr(below(random, other.size() + 1), 256));
      break;
    }
    default:
      text.replace(at, length, fuzz_words[below(random, fuzz_words.size())]);
  }
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool packs = !arguments.empty() && arguments.front() == "--pack";
  const std::size_t first = packs ? 2 : 1;
  if (arguments.size() <= first) {
    std::cerr << "usage: mutations COUNT FOLDER... | --pack DIRECTORY FOLDER...\n";
    return 2;
  }
  std::vector<std::string> seeds;
  for (std::size_t i = first; i < arguments.size(); ++i) seeds.push_back(safeops::fuzz::pack(arguments[i]));
  if (packs) {
    for (std::size_t i = 0; i < seeds.size(); ++i) std::ofstream(fmt::format("{}/{}", arguments[1], i)) << seeds[i];
    return 0;
  }
  for (const std::string& seed : seeds) run(seed);
  Random random(1);  // the same each time  NOLINT(cert-msc32-c,cert-msc51-cpp)
  const std::size_t count = std::stoul(arguments[0]);
  for (std::size_t i = 0; i < count; ++i) {
    std::string input = seeds[below(random, seeds.size())];
    for (std::size_t times = 1 + below(random, 8); times > 0; --times) mutate(input, seeds, random);
    run(input);
  }
  std::cout << seeds.size() << " seeds and " << count << " mutations\n";
  return 0;
}
