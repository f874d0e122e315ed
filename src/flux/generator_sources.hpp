#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// One entry of a generated ConfigMap or Secret.
struct Pair {
  std::string key;
  std::string value;
  text::Place place;  // what it was read from: a literal, a line, a whole file
};

// What `envs`, `literals` and `files` of a generator give, in this order. Their paths count from `directory`.
std::vector<Pair> read_sources(const yaml::Node& generator, std::string_view directory, TreeReader& reader,
                               std::vector<Problem>& problems);

}  // namespace safeops::flux
