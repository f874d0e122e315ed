#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/scaffold/work_tree.hpp"

namespace safeops {

// A file that a command wants to stand in the repository.
struct Draft {
  std::string path;
  std::string content;
  bool adds = false;      // holds what is there already, and more: it takes its place
  bool shown = true;      // worth printing whole
  bool may_stay = false;  // another content that is there already is left alone, and is no reason to write nothing
};

// Part of a file's name that tells what it is of: small letters, digits and dashes, never empty.
std::string file_name_part(std::string_view text);

// The schemas that the first line of a document names (`plan`, `policy`, `evidence`), for `.safeops/schemas/`.
Draft schema_draft(std::string_view document);

struct Writing {
  bool force = false;    // replace what is there with another content
  bool dry_run = false;  // print what would be written, and write nothing
};

// Writes all of them, or, where one is there with another content and neither may stay nor is to be replaced, none: then throws
// CannotRun. Returns a line on each for people: "wrote .safeops/plans/login-v2.yaml".
std::string write_drafts(const WorkTree& tree, const std::vector<Draft>& drafts, const Writing& writing);

}  // namespace safeops
