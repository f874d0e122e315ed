#pragma once

#include <deque>
#include <memory>
#include <string>

#include "estate/embedded_text.hpp"
#include "estate/resource.hpp"
#include "estate/scalar_place.hpp"

namespace safeops {

// Something a container does to a database, or has psql do, as far as the objects of the repository show it. The View is the
// object that carries the command: a workload, an Argo or Tekton object, a ConfigMap with a shell script.
struct DatabaseCommand : View {
  enum class Kind {
    sql,     // SQL that psql is given
    file,    // the path of a file that psql is given
    wipes,   // a tool's command that drops or empties a database: `dropdb`, `flyway clean`
    undoes,  // a tool's command that takes migrations back: `alembic downgrade`
    unseen,  // psql is given what only shows when it runs
  };
  Kind kind = Kind::unseen;
  std::string container;                       // its name, or the ConfigMap's key; "" when it has none
  EmbeddedText words;                          // the SQL, the path; for wipes, undoes and unseen the command in one line
  std::shared_ptr<const ScalarPlaces> places;  // of the node of `words`

  [[nodiscard]] text::Place place() const;
};

// Workloads first, each in the order of `resources`. At most 10,000 commands and 8 MiB of their texts: the one past that is
// `unseen`.
std::deque<DatabaseCommand> find_database_commands(const std::deque<Resource>& resources);

}  // namespace safeops
