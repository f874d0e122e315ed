#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.hpp"

namespace safeops::flux {

// The parts of a path like `spec.containers.[name=app].image`: `\.` is a dot inside a part, brackets keep a part together and are
// dropped unless they hold a `=`.
std::vector<std::string> split_value_path(std::string_view path);

// The one value at a path, by keys, indices, `-` for the last item and `[key=value]`. Null when there is none. Throws Refusal
// where the path asks a value for what its kind does not have.
const yaml::Node* look_up(const yaml::Node& root, const std::vector<std::string>& path);
yaml::Node* look_up(yaml::Node& root, const std::vector<std::string>& path);

// The kind of value to make where a path ends in nothing; `nothing` makes none on the way either.
enum class MakeValue { nothing, scalar, sequence, map };

// All values at a path: `*` stands for every item of a list, the value after a `=` is a pattern. Pointers are good until the
// values above them change. Throws Refusal as above, also for an index that is not there.
std::vector<yaml::Node*> match_all(yaml::Node& root, const std::vector<std::string>& path, MakeValue make);

}  // namespace safeops::flux
