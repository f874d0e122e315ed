#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The go decisions for one plan's contract step, sorted by whether they count. Each person is counted once.
struct ApprovalCount {
  const Plan* plan = nullptr;
  std::size_t needed = 0;
  std::vector<const Approval*> counted;
  std::vector<const Approval*> by_author;  // somebody approves their own change
  std::vector<const Approval*> outsiders;  // the policy names who may approve, and they are not among them
  std::vector<const Approval*> voided;     // not of the contract files as they are now; whoever approved those is left out
  std::vector<const Approval*> repeated;   // by somebody who is counted already
  std::vector<const Approval*> refused;    // no-go decisions of people who have not said go since

  [[nodiscard]] bool enough() const { return counted.size() >= needed; }
};

// One for every plan whose contract this change brings. Who said go and later no-go has said no-go.
std::vector<ApprovalCount> approval_counts(const Change& change);

// What an approval says of one contract file.
struct DigestMismatch {
  std::string path;
  const Approval::File* approved = nullptr;  // null: the approval does not list the file
  std::string actual;                        // SHA-256 of the file at head
};

// The plan's contract files that `approval` does not cover as they are at head; files that head does not have are left out.
std::vector<DigestMismatch> mismatches(const Change& change, const Plan& plan, const Approval& approval);

// Is "@handle" or an e-mail address one of these people? A handle is compared with name, e-mail local part and GitHub's private
// addresses (`123+handle@users.noreply.github.com`), all without case.
bool is_one_of(std::string_view by, const std::vector<git::Identity>& people);

}  // namespace safeops::rules
