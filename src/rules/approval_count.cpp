#include "rules/approval_count.hpp"

#include <algorithm>

#include "text/digest.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

// "@Alice" and "alice@example.com" are "alice": one person does not approve twice by signing in two ways.
std::string person(std::string_view by) {
  if (by.starts_with('@')) by.remove_prefix(1);
  return text::lower(by.substr(0, by.find('@')));
}

std::string handle_in_email(std::string_view email) {
  const std::size_t at = email.find('@');
  const std::string local = text::lower(email.substr(0, at));
  const std::size_t plus = local.find('+');
  if (at == email.npos || plus == local.npos) return local;
  return text::same_ignoring_case(email.substr(at + 1), "users.noreply.github.com") ? local.substr(plus + 1)
                                                                                    : local.substr(0, plus);
}

bool is_email(std::string_view by) {
  return by.find('@', 1) != by.npos;
}

bool is(std::string_view by, const git::Identity& identity) {
  if (is_email(by)) return text::same_ignoring_case(by, identity.email);
  const std::string handle = person(by);
  return !handle.empty() && (text::same_ignoring_case(handle, identity.name) || handle == handle_in_email(identity.email));
}

// A contract file is mostly a .sql file, else the manifest that holds the SQL.
const text::Source* source_of(const Estate& estate, std::string_view path) {
  const auto& migrations = estate.migrations();
  const auto found = std::find_if(migrations.begin(), migrations.end(), [&](const Migration& m) { return m.path == path; });
  return found == migrations.end() ? nullptr : &found->source();
}

bool holds(const std::vector<const Approval*>& approvals, const Approval& by_whom) {
  return std::any_of(approvals.begin(), approvals.end(),
                     [&](const Approval* other) { return person(other->by) == person(by_whom.by); });
}

bool withdrawn(const Approval& go, const std::vector<const Approval*>& refused) {
  return std::any_of(refused.begin(), refused.end(),
                     [&](const Approval* no_go) { return person(no_go->by) == person(go.by) && no_go->at >= go.at; });
}

bool may_approve(const Policy& policy, const Approval& approval) {
  const auto& approvers = policy.approvers;
  return approvers.empty() || std::any_of(approvers.begin(), approvers.end(), [&](const std::string& approver) {
           return text::same_ignoring_case(approver, approval.by);
         });
}

void sort_in(const Change& change, const Approval& go, ApprovalCount& count) {
  if (withdrawn(go, count.refused)) return;
  if (is_one_of(go.by, change.authors())) {
    count.by_author.push_back(&go);
  } else if (!may_approve(change.policy(), go)) {
    count.outsiders.push_back(&go);
  } else if (!mismatches(change, *count.plan, go).empty()) {
    count.voided.push_back(&go);
  } else {
    (holds(count.counted, go) ? count.repeated : count.counted).push_back(&go);
  }
}

ApprovalCount count_for(const Change& change, const Plan& plan) {
  ApprovalCount count{.plan = &plan, .needed = change.policy().approvals_minimum};
  std::vector<const Approval*> go;
  for (const Approval& approval : change.head().approvals()) {
    if (approval.plan != plan.name || approval.phase != "contract" || person(approval.by).empty()) continue;
    if (approval.decision == "go") go.push_back(&approval);
    if (approval.decision == "no-go") count.refused.push_back(&approval);
  }
  for (const Approval* approval : go) sort_in(change, *approval, count);
  std::erase_if(count.voided, [&](const Approval* old) { return holds(count.counted, *old); });
  std::erase_if(count.refused, [&](const Approval* old) { return holds(count.counted, *old); });
  return count;
}

}  // namespace

std::vector<ApprovalCount> approval_counts(const Change& change) {
  std::vector<ApprovalCount> counts;
  for (const Plan* plan : change.plans_contracting()) counts.push_back(count_for(change, *plan));
  return counts;
}

std::vector<DigestMismatch> mismatches(const Change& change, const Plan& plan, const Approval& approval) {
  std::vector<DigestMismatch> found;
  for (const FileReference& file : plan.contract) {
    const text::Source* source = source_of(change.head(), file.path);
    if (!source) continue;
    const auto listed = std::find_if(approval.files.begin(), approval.files.end(),
                                     [&](const Approval::File& one) { return one.path == file.path; });
    const Approval::File* approved = listed == approval.files.end() ? nullptr : &*listed;
    const bool was_read = source->bytes().size() == source->size();
    const std::string actual = text::sha256_hex(source->bytes());
    if (!approved || !was_read || approved->sha256 != actual) found.push_back({file.path, approved, actual});
  }
  return found;
}

bool is_one_of(std::string_view by, const std::vector<git::Identity>& people) {
  return std::any_of(people.begin(), people.end(), [&](const git::Identity& identity) { return is(by, identity); });
}

}  // namespace safeops::rules
