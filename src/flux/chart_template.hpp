#pragma once

#include <string_view>

#include "git/snapshot.hpp"

namespace safeops::flux {

// Is this a template of a Helm chart in the repository? Then it is text for another engine, and no manifest.
bool is_chart_template(std::string_view path, const git::Snapshot& snapshot);

}  // namespace safeops::flux
