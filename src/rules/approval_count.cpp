#include "rules/approval_count.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/digest.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

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

// "@Alice" and "alice@example.com" are "alice": one person does not approve twice by signing in two ways.
std::string person(std::string_view by) {
  if (is_email(by)) return handle_in_email(by);
  if (by.starts_with('@')) by.remove_prefix(1);
  return text::lower(by);
}

// "Bob Example" and "bob.example" are spelled alike.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : text::lower(name)) {
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

bool is_exactly(std::string_view by, const git::Identity& identity) {
  if (is_email(by)) return text::same_ignoring_case(by, identity.email);
  const std::string handle = person(by);
  return !handle.empty() && (text::same_ignoring_case(handle, identity.name) || handle == handle_in_email(identity.email));
}

bool may_be(std::string_view by, const git::Identity& identity) {
  if (is_exactly(by, identity)) return true;
  const std::string handle = is_email(by) ? handle_in_email(by) : person(by);
  if (handle.empty()) return false;
  const std::string letters = letters_of(handle);
  return handle == handle_in_email(identity.email) || (!letters.empty() && letters == letters_of(identity.name));
}

// A contract file is mostly a .sql file, else the manifest that holds the SQL.
const text::Source* source_of(const Estate& estate, std::string_view path) {
  const auto& migrations = estate.migrations();
  const auto found = std::find_if(migrations.begin(), migrations.end(), [&](const Migration& m) { return m.path == path; });
  return found == migrations.end() ? nullptr : &found->source();
}

const Approval::File* listed(const Approval& approval, std::string_view path) {
  const auto found =
      std::find_if(approval.files.begin(), approval.files.end(), [&](const Approval::File& file) { return file.path == path; });
  return found == approval.files.end() ? nullptr : &*found;
}

// A file as it is at head; its digest is worked out once, however many approvals there are.
struct Content {
  std::string path;
  std::string sha256;
  bool was_read = true;
};

Content content_of(const text::Source& source) {
  return {source.path(), text::sha256_hex(source.bytes()), source.bytes().size() == source.size()};
}

std::vector<Content> contract_contents(const Change& change, const Plan& plan) {
  std::vector<Content> contents;
  for (const FileReference& file : plan.contract) {
    if (const text::Source* source = source_of(change.head(), file.path)) contents.push_back(content_of(*source));
  }
  return contents;
}

std::vector<DigestMismatch> compare(const std::vector<Content>& contents, const Approval& approval) {
  std::vector<DigestMismatch> found;
  for (const Content& file : contents) {
    const Approval::File* approved = listed(approval, file.path);
    if (!approved || !file.was_read || approved->sha256 != file.sha256) found.push_back({file.path, approved, file.sha256});
  }
  return found;
}

template <typename Said>
bool holds(const std::vector<const Said*>& said, std::string_view by) {
  return std::any_of(said.begin(), said.end(), [&](const Said* other) { return person(other->by) == person(by); });
}

bool withdrawn(const Approval& go, const ApprovalCount& count) {
  return holds(count.objected, go.by) || std::any_of(count.refused.begin(), count.refused.end(), [&](const Approval* no_go) {
           return person(no_go->by) == person(go.by) && no_go->at >= go.at;
         });
}

void sort_in(const Change& change, const Approval& go, bool fits, ApprovalCount& count) {
  if (withdrawn(go, count)) return;
  if (is_one_of(go.by, change.authors())) {
    count.by_author.push_back(&go);
  } else if (!may_approve(change.policy(), go.by)) {
    count.outsiders.push_back(&go);
  } else if (!fits) {
    count.voided.push_back(&go);
  } else if (std::string why = lacks_signature(change, go.place(), go.by); !why.empty()) {
    count.not_signed.push_back({&go, std::move(why)});
  } else {
    (holds(count.counted, go.by) ? count.repeated : count.counted).push_back(&go);
  }
}

bool review_counts(const Change& change, const Review& review) {
  return review.state == Review::State::approved && may_approve(change.policy(), review) &&
         !is_one_of(review.by, change.authors());
}

void count_reviews(const Change& change, ApprovalCount& count) {
  for (const Review& review : change.reviews()) {
    if (review_counts(change, review) && !holds(count.counted, review.by)) count.reviewed.push_back(&review);
  }
}

// Who is counted has answered what they said before.
void settle(ApprovalCount& count) {
  const auto answered = [&](const Approval* old) { return holds(count.counted, old->by) || holds(count.reviewed, old->by); };
  std::erase_if(count.voided, answered);
  std::erase_if(count.refused, answered);
  std::erase_if(count.removed, answered);
  std::erase_if(count.not_signed, [&](const ApprovalCount::Unsigned& one) { return answered(one.approval); });
}

template <typename Concerns>
ApprovalCount count_for(const Change& change, const Plan& plan, std::size_t needed, const std::vector<Content>& contents,
                        Concerns&& concerns) {
  ApprovalCount count{.plan = &plan, .needed = needed};
  for (const Review& review : change.reviews()) {
    if (review.state == Review::State::changes_requested) count.objected.push_back(&review);
  }
  const auto decisions = [&](const Estate& estate, std::string_view decision) {
    std::vector<const Approval*> found;
    for (const Approval& approval : estate.approvals())
      if (approval.plan == plan.name && approval.decision == decision && names_somebody(approval.by) && concerns(approval))
        found.push_back(&approval);
    return found;
  };
  count.refused = decisions(change.head(), "no-go");
  for (const Approval* go : decisions(change.head(), "go")) sort_in(change, *go, compare(contents, *go).empty(), count);
  count_reviews(change, count);
  count.removed = decisions(change.base(), "no-go");
  std::erase_if(count.removed, [&](const Approval* no_go) { return holds(count.refused, no_go->by); });
  settle(count);
  return count;
}

}  // namespace

ApprovalCount approval_count(const Change& change, const Plan& plan) {
  return count_for(change, plan, change.policy().approvals_minimum, contract_contents(change, plan),
                   [](const Approval& one) { return one.phase == "contract"; });
}

std::vector<ApprovalCount> approval_counts(const Change& change) {
  std::vector<ApprovalCount> counts;
  for (const Plan* plan : change.plans_contracting()) counts.push_back(approval_count(change, *plan));
  return counts;
}

ApprovalCount window_approval_count(const Change& change, const Plan& plan) {
  return count_for(change, plan, 1, {content_of(*plan.source)},
                   [&](const Approval& one) { return listed(one, plan.source->path()) != nullptr; });
}

std::vector<DigestMismatch> mismatches(const Change& change, const Plan& plan, const Approval& approval) {
  return compare(contract_contents(change, plan), approval);
}

bool names_somebody(std::string_view by) {
  const bool handle = by.starts_with('@');
  const std::size_t at = handle ? 0 : by.find('@');
  if (at == by.npos || at + 1 == by.size() || (!handle && at == 0)) return false;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._%+-/").find(c) != std::string_view::npos;
  };
  return std::all_of(by.begin(), by.begin() + static_cast<std::ptrdiff_t>(at), plain) &&
         std::all_of(by.begin() + static_cast<std::ptrdiff_t>(at) + 1, by.end(), plain);
}

bool may_approve(const Policy& policy, std::string_view by) {
  const auto& approvers = policy.approvers;
  return approvers.empty() || std::any_of(approvers.begin(), approvers.end(),
                                          [&](const std::string& approver) { return text::same_ignoring_case(approver, by); });
}

bool may_approve(const Policy& policy, const Review& review) {
  return policy.approvers.empty() ? review.may_write : may_approve(policy, review.by);
}

std::string lacks_signature(const Change& change, const text::Place& document, std::string_view by) {
  if (!change.policy().approvals_signed) return {};
  const git::SignatureCheck check = change.signature_of(document.path());
  if (check.state != git::SignatureCheck::State::good) return check.reason;
  const git::Identity& signer = check.signers.front();
  const std::string& name = signer.email.empty() ? signer.name : signer.email;
  const bool by_approver =
      std::any_of(check.signers.begin(), check.signers.end(), [&](const git::Identity& one) { return is_exactly(by, one); });
  if (!by_approver) return fmt::format("it is signed by {}", name);
  const bool by_author = std::any_of(check.signers.begin(), check.signers.end(), [&](const git::Identity& one) {
    return is_one_of(one.email.empty() ? one.name : one.email, change.authors());
  });
  return by_author ? fmt::format("it is signed by {}, an author of this change", name) : std::string{};
}

bool is_one_of(std::string_view by, const std::vector<git::Identity>& people) {
  return std::any_of(people.begin(), people.end(), [&](const git::Identity& identity) { return may_be(by, identity); });
}

}  // namespace safeops::rules
