#include "flux/chart_template.hpp"

#include "flux/repository_path.hpp"

namespace safeops::flux {

bool is_chart_template(std::string_view path, const git::Snapshot& snapshot) {
  for (std::string_view directory = parent_directory(path); !directory.empty(); directory = parent_directory(directory))
    if (base_name(directory) == "templates") {
      const auto chart = join_path(parent_directory(directory), "Chart.yaml");
      if (snapshot.find(*chart)) return true;
    }
  return false;
}

}  // namespace safeops::flux
