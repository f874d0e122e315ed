#pragma once

#include <string>
#include <vector>

#include "estate/estate.hpp"

namespace safeops {

// One reason why an estate is not known in full.
struct Gap {
  enum class Kind { build, document, sql };  // what Flux would apply, a file below `.safeops/`, a migration
  Kind kind = Kind::build;
  text::Place place;
  std::string message;  // one clause, names the object or file
};

// Each cause once, however many units it reaches.
struct Gaps {
  std::vector<Gap> problems;  // something in the repository is broken, or past the limits of what is read
  std::vector<Gap> notes;     // nothing is wrong, but it is only known in the cluster or in another repository
};

Gaps find_gaps(const Estate& estate, Library& library);

// Why the text of a file cannot be read: "holds a NUL byte"; empty for one that can.
std::string_view why_unreadable(const text::Source& source);

}  // namespace safeops
