#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estate/library.hpp"
#include "git/snapshot.hpp"
#include "text/source.hpp"

namespace safeops {

inline constexpr std::string_view freeze_path = ".safeops/freeze.yaml";

// kind Freeze: while the file is there no contract step lands and no flag comes on. What of it cannot be read counts as all of
// it.
struct Freeze {
  text::Place place;               // of the document, or the first line of a file that is none
  std::string reason;              // "" when not given
  std::vector<std::string> scope;  // names of environments; empty: all

  [[nodiscard]] bool covers(const Environment* environment) const;  // null, an environment that cannot be told: always
};

// The freeze in force in one revision, if there is one, and what is wrong with its document. A scope that names an environment
// the policy does not know is none.
std::optional<Freeze> read_freeze(const git::Snapshot& snapshot, Library& library, const Policy& policy,
                                  std::vector<DocumentProblem>& problems);

}  // namespace safeops
