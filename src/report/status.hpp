#pragma once

#include <string>

#include "gate/status.hpp"

namespace safeops {

// One screen for whoever is on call. Ends with a newline.
std::string write_status(const Status& status, bool color);

// For programs: an object of kind "Status" in apiVersion "safeops.dev/v1alpha1": revision, now, freeze ({reason, scope} or null),
// plans [{plan, environment, phase, since, next}], backups [{plan, newest, current}],
// waysBack [{app, environment, artifact, running, misfit, safe, blocked, barrier, complete}],
// databases [{name, namespace, environment, unit, backup}] (backup: see report/backup_path.hpp).
std::string write_status_json(const Status& status);

}  // namespace safeops
