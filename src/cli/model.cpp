#include "report/model.hpp"

#include <ostream>

#include "cli/session.hpp"

namespace safeops {

int run_model(const Arguments& arguments, const Surroundings& surroundings) {
  const git::Repository repository = open_repository(arguments, surroundings);
  const git::Snapshot snapshot = choose_snapshot(repository, arguments);
  const auto commit = choose_commit(repository, arguments);
  Library library(repository, choose_jobs(arguments));
  const Estate estate(library, snapshot, policy_of(snapshot, library));
  *surroundings.out << write_model(estate, find_gaps(estate, library), commit ? commit->hex() : "");
  return 0;
}

}  // namespace safeops
