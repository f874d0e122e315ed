#pragma once

#include <string>

#include "gate/audit.hpp"

namespace safeops {

// For a person: each database with how it would come back and what is wrong with it, the worst first; then once for each rule why
// it hurts and what to do. Ends with a newline.
std::string write_audit(const Audit& audit, bool color);

// The same as Markdown, to be passed on.
std::string write_audit_markdown(const Audit& audit);

// For programs: an object of kind "Audit" in apiVersion "safeops.dev/v1alpha1": revision, now, exitCode,
// counts {errors, warnings, notes, silenced},
// operators [{judgedAs, known, text}],
// clusters [{name, namespace, environment, unit, backup, findings}] (backup: see report/backup_path.hpp),
// elsewhere [finding], notes [text]. A finding is as in the JSON report of `check`.
std::string write_audit_json(const Audit& audit);

}  // namespace safeops
