#include "rules/rule.hpp"
#include "rules/yaml_faults.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const WatchedFile& file : change.watched())
    for (const yaml::Problem* problem : new_problems(file, yaml::Problem::Kind::duplicate_key))
      out.add(
          {.place = problem->place,
           .what = problem->message,
           .why =
               "Some readers take the first value, some the last, some neither: what was reviewed need not be what is applied.",
           .next = "Keep one of the two.",
           .level = file.deployed ? Level::error : Level::note});
}

}  // namespace

extern constinit const Rule gate_duplicate_key{
    .title = "A YAML key is given twice", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
