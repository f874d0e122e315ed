#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gate/verdict.hpp"

namespace safeops {

enum class Format { text, json, sarif, github, markdown };
std::optional<Format> parse_format(std::string_view name);

struct ReportOptions {
  bool color = false;  // text only
  bool quiet = false;  // text only: the verdict line and what blocks, no context
};

// One verdict in one format, whole, ending with a newline. Pure: no clock, no locale, no environment. Every string that came from
// the repository is escaped for the format.
std::string write_report(const Verdict& verdict, Format format, const ReportOptions& options = {});

std::string write_text(const Verdict& verdict, const ReportOptions& options);  // for a terminal or a log
std::string write_json(const Verdict& verdict);                                // for programs, see below
std::string write_sarif(const Verdict& verdict);                               // SARIF 2.1.0 for GitHub code scanning
std::string write_github(const Verdict& verdict);                              // workflow commands: annotations, worst first
std::string write_markdown(const Verdict& verdict);                            // for GITHUB_STEP_SUMMARY

// The JSON report is an object of kind "Report" in apiVersion "safeops.dev/v1alpha1"; no key of a version changes its meaning:
//   version, verdict ("GO", "NO-GO", "NO VERDICT"), exitCode, mode, failOn
//   base, head: {name, commit}           counts: {errors, warnings, notes, silenced}
//   coverage: {filesChanged, filesLookedAt, filesSkipped, filesNotUnderstood, statements}
//   checklist: [{state ("passed", "failed", "warned", "not-needed"), text, detail}]
//   findings: [{rule, level, hardStop, blocks, atBase, onChangedLine, <place>, message: {what, why, next},
//               related: [{<place>, message}], suppression?: {reason, until, <place>}}]
//   notes: [text]
// A <place> is path, line, column, endLine, endColumn, all null where no file can be named. Lines and columns count from 1,
// columns in Unicode code points; endColumn is the column after the last one.

// GitHub's line fingerprint: `primaryLocationLineHash` of a 1-based line of a file (github/codeql-action src/fingerprints.ts).
std::string line_hash(std::string_view file_bytes, std::size_t line);

}  // namespace safeops
