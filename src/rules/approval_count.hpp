#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The go decisions for one thing that needs approval, sorted by whether they count. Each person is counted once.
struct ApprovalCount {
  struct Unsigned {
    const Approval* approval = nullptr;
    std::string why;  // as a clause: "commit 1a2b3c4d5 wrote it, and it is not signed"
  };

  const Plan* plan = nullptr;
  std::size_t needed = 0;
  std::vector<const Approval*> counted;
  std::vector<const Review*> reviewed;     // approvals on the platform, of exactly the head
  std::vector<const Approval*> by_author;  // somebody approves their own change
  std::vector<const Approval*> outsiders;  // the policy names who may approve, and they are not among them
  std::vector<Unsigned> not_signed;        // the policy asks for a signature, and this one has none that counts
  std::vector<const Approval*> voided;     // not of the files as they are now; whoever approved those is left out
  std::vector<const Approval*> repeated;   // by somebody who is counted already
  std::vector<const Approval*> refused;    // no-go decisions of people who have not said go since
  std::vector<const Approval*> removed;    // no-go decisions of such people that the change takes away
  std::vector<const Review*> objected;     // reviews that request changes

  [[nodiscard]] std::size_t given() const { return counted.size() + reviewed.size(); }
  [[nodiscard]] bool enough() const { return given() >= needed; }
};

// The approvals of a plan's contract step: of the contract files as they are at head, in phase contract. Who said go and later
// no-go has said no-go. Of one plan, and of every plan whose contract this change brings.
ApprovalCount approval_count(const Change& change, const Plan& plan);
std::vector<ApprovalCount> approval_counts(const Change& change);

// The approvals of a plan's rollback window: those of any phase that list the plan's document; one that counts is enough.
ApprovalCount window_approval_count(const Change& change, const Plan& plan);

// What an approval says of one file.
struct DigestMismatch {
  std::string path;
  const Approval::File* approved = nullptr;  // null: the approval does not list the file
  std::string actual;                        // SHA-256 of the file at head
};

// The plan's contract files that `approval` does not cover as they are at head; files that head does not have are left out.
std::vector<DigestMismatch> mismatches(const Change& change, const Plan& plan, const Approval& approval);

// May this person say go, by the policy of the base? Where it names nobody, a review is one of somebody who may write.
bool may_approve(const Policy& policy, std::string_view by);
bool may_approve(const Policy& policy, const Review& review);

// Why a file's signature does not stand for this person; empty when it does, or when the policy asks for none.
std::string lacks_signature(const Change& change, const text::Place& document, std::string_view by);

// Is it "@handle" or an e-mail address, in plain letters? Anything else is nobody's name.
bool names_somebody(std::string_view by);

// Is "@handle" or an e-mail address one of these people? A handle is compared with name, e-mail local part and GitHub's private
// addresses (`123+handle@users.noreply.github.com`), all without case; an address with the address, and what it begins with as a
// handle is, since one person may have several. Of a name only the letters and digits count.
bool is_one_of(std::string_view by, const std::vector<git::Identity>& people);

}  // namespace safeops::rules
