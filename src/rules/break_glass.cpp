#include "rules/break_glass.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/approval_count.hpp"
#include "text/digest.hpp"

namespace safeops::rules {
namespace {

bool is_evidence(const git::FileChange& file) {
  return file.path().starts_with(".safeops/evidence/") && (!file.base || file.base->path.starts_with(".safeops/evidence/"));
}

std::string digest(const Change& change, const git::FileChange& file) {
  if (!file.head) return "removed";
  if (!file.head->is_file()) return "";  // nobody can look at what a link or a submodule holds
  return text::sha256_hex(change.head().snapshot().repository().read_blob(file.head->id));
}

bool same(const NamedContent& one, const NamedContent& other) {
  return one.path == other.path && one.sha256 == other.sha256;
}

bool holds(const std::vector<NamedContent>& files, const NamedContent& wanted) {
  return std::any_of(files.begin(), files.end(), [&](const NamedContent& file) { return same(file, wanted); });
}

bool names(const std::vector<NamedContent>& files, std::string_view path) {
  return std::any_of(files.begin(), files.end(), [&](const NamedContent& file) { return file.path == path; });
}

// One part after another, in the order of the document.
void check_parts(const BreakGlass& record, std::vector<std::string>& into) {
  if (record.by.empty() || !record.at) into.emplace_back("it has no approval of the incident owner with a time");
  if (record.risk_acceptance.empty()) into.emplace_back("nobody accepts the risk in it");
  if (record.recovery_path.empty()) into.emplace_back("it names no recovery path");
  if (record.follow_up.empty() || !record.due) into.emplace_back("it has no follow-up with a day by which it is due");
  if (record.done) into.emplace_back("its follow-up is done before the change has landed");
}

void check_approval(const Change& change, const BreakGlass& record, std::vector<std::string>& into) {
  if (record.by.empty()) return;
  if (is_one_of(record.by, change.authors()))
    into.push_back(fmt::format("{}, who approves, is an author of this change", record.by));
  if (!may_approve(change.policy(), record.by))
    into.push_back(fmt::format("{}, who approves, is not in the policy's `approvals.from`", record.by));
  const std::string why = lacks_signature(change, record.place(), record.by);
  if (!why.empty()) into.push_back(fmt::format("the policy asks for signatures, and {}", why));
}

void check_files(const Change& change, const BreakGlass& record, std::vector<std::string>& into) {
  const std::vector<NamedContent> wanted = files_to_name(change);
  for (const NamedContent& file : wanted) {
    if (!holds(record.files, file)) into.push_back(fmt::format("it does not name {} as it is here", file.path));
  }
  for (const NamedContent& file : record.files) {
    if (!names(wanted, file.path)) into.push_back(fmt::format("it names {}, which this change does not touch", file.path));
  }
}

}  // namespace

std::vector<NamedContent> files_to_name(const Change& change) {
  std::vector<NamedContent> files;
  for (const git::FileChange& file : change.files()) {
    if (!is_evidence(file)) files.push_back({file.path(), digest(change, file), {}});
  }
  return files;
}

std::vector<std::string> lacks(const Change& change, const BreakGlass& record) {
  std::vector<std::string> found;
  check_parts(record, found);
  check_approval(change, record, found);
  check_files(change, record, found);
  return found;
}

const BreakGlass* break_glass_in_force(const Change& change) {
  const auto& records = change.head().break_glass();
  const auto found = std::find_if(records.begin(), records.end(), [&](const BreakGlass& record) {
    return !record.files.empty() && lacks(change, record).empty();
  });
  return found == records.end() ? nullptr : &*found;
}

bool is_new(const Change& change, const BreakGlass& record) {
  const git::FileChange* file = change.file(record.place().path());
  return file && !file->base;
}

}  // namespace safeops::rules
