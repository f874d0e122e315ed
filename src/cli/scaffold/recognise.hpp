#pragma once

#include <string>
#include <vector>

#include "flux/object.hpp"

namespace safeops {

// A document that proves something, and what.
struct Proof {
  enum class Kind { backup, archiving, object_store, restore, test_result, approval, drill, break_glass };

  Kind kind = Kind::backup;
  flux::Object object;                // as it was given, without what the API server keeps for itself
  std::string what;                   // "Backup production/app-postgres-20260210"
  std::vector<std::string> clusters;  // names of Clusters (or of their archives) that it may be of; the likeliest first
  std::string plan;                   // the plan it names itself, "" when none
  std::string file;                   // name of its file, without the directory
  std::string doubt;                  // a sentence on why it proves nothing as it is; "" when none is known

  // "a backup", "that WAL is archived" ...
  [[nodiscard]] std::string_view proves() const;
  // Is it one of the kinds that people write, which have a schema?
  [[nodiscard]] bool is_written() const;
};

// What one document proves. Throws CannotRun for a Secret, none of whose values it prints, and for what it does not know. `from`
// is the name of the file, for messages.
Proof recognise(const yaml::Node& document, std::string_view from);

}  // namespace safeops
