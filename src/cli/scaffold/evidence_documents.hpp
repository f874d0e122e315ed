#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "estate/plan.hpp"

namespace safeops {

// Evidence that no cluster exports: documents for people to fill in, with what each part is for. What nobody but them knows is
// left as a comment, so that none of them proves anything before it is filled in.

struct FileDigest {
  std::string path;
  std::string sha256;  // "removed" of a file that is gone
};

std::string write_drill(const Plan& plan, std::string_view environment);
// `clusters` are those of the plan's database, as namespace/name; the first is the one to restore.
std::string write_restore_test(const Plan& plan, const std::vector<std::string>& clusters);
std::string write_break_glass(const Plan& plan, const std::vector<FileDigest>& files);

// The same items in an Approval and a BreakGlass.
std::vector<yaml::Node> file_items(const std::vector<FileDigest>& files);

}  // namespace safeops
