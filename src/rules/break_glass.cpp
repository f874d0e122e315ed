#include "rules/break_glass.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "estate/safeops_documents.hpp"
#include "rules/approval_count.hpp"
#include "text/digest.hpp"

namespace safeops::rules {
namespace {

bool only_proves(const git::FileChange& file) {
  return is_evidence(file.path()) && (!file.base || is_evidence(file.base->path));
}

std::string digest(const Change& change, const git::FileChange& file) {
  if (!file.head) return "removed";
  if (!file.head->is_file()) return "";  // nobody can look at what a link or a submodule holds
  return text::sha256_hex(change.head().snapshot().repository().read_blob(file.head->id));
}

constexpr text::Seconds day = 24 * 3600;
constexpr text::Seconds latest_due = 90 * day;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n.-") == text.npos;
}

// One part after another, in the order of the document.
void check_parts(const Change& change, const BreakGlass& record, std::vector<std::string>& into) {
  if (!names_somebody(record.by) || !record.at) into.emplace_back("it has no approval of the incident owner with a time");
  if (is_blank(record.risk_acceptance)) into.emplace_back("nobody accepts the risk in it");
  if (is_blank(record.recovery_path)) into.emplace_back("it names no recovery path");
  if (is_blank(record.follow_up) || !record.due) into.emplace_back("it has no follow-up with a day by which it is due");
  if (record.due && *record.due + day <= change.now()) into.emplace_back("its follow-up was due before now");
  if (record.due && *record.due > change.now() + latest_due) into.emplace_back("its follow-up is due in more than 90 days");
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

// Of a long list the beginning says enough.
constexpr std::size_t most_files_listed = 5;

void check_files(const BreakGlass& record, const FilesToName& wanted, std::vector<std::string>& into) {
  const std::size_t most = into.size() + most_files_listed;
  FilesToName named;
  for (const NamedContent& file : record.files) named[file.path] = file.sha256;
  for (const auto& [path, sha256] : wanted) {
    const auto found = named.find(path);
    if (into.size() < most && (found == named.end() || found->second != sha256 || sha256.empty()))
      into.push_back(fmt::format("it does not name {} as it is here", path));
  }
  for (const auto& [path, sha256] : named) {
    if (into.size() < most && !wanted.contains(path))
      into.push_back(fmt::format("it names {}, which this change does not touch", path));
  }
}

}  // namespace

FilesToName files_to_name(const Change& change) {
  FilesToName files;
  for (const git::FileChange& file : change.files()) {
    if (!only_proves(file)) files.emplace(file.path(), digest(change, file));
  }
  return files;
}

std::vector<std::string> lacks(const Change& change, const BreakGlass& record, const FilesToName& wanted) {
  std::vector<std::string> found;
  check_parts(change, record, found);
  check_approval(change, record, found);
  check_files(record, wanted, found);
  return found;
}

const BreakGlass* break_glass_in_force(const Change& change) {
  const auto& records = change.head().break_glass();
  if (records.empty()) return nullptr;
  const FilesToName wanted = files_to_name(change);
  const auto found = std::find_if(records.begin(), records.end(), [&](const BreakGlass& record) {
    return is_new(change, record) && !record.files.empty() && lacks(change, record, wanted).empty();
  });
  return found == records.end() ? nullptr : &*found;
}

bool is_new(const Change& change, const BreakGlass& record) {
  const git::FileChange* file = change.file(record.place().path());
  return file && !file->base;
}

}  // namespace safeops::rules
