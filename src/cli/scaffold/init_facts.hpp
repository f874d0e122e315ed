#pragma once

#include <string>
#include <vector>

#include "estate/estate.hpp"

namespace safeops {

// What a policy can be begun with, as the repository tells it.
struct InitFacts {
  struct App {
    std::string name;
    std::string reason;  // as DatabaseLink::reason
  };
  struct Database {
    std::string cluster;
    std::vector<App> apps;
    std::vector<std::string> near;        // apps that nothing ties to it but their namespace
    std::vector<std::string> migrations;  // directories
  };

  std::vector<std::string> environments;  // those that were recognised, in promotion order
  std::vector<Database> databases;        // by name
  std::vector<std::string> unsure;        // sentences on what could not be told
};

// `estate` is read with the default policy.
InitFacts find_init_facts(const Estate& estate);

}  // namespace safeops
