#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "git/snapshot.hpp"

namespace safeops::git {

// Whose signatures count: the contents of an allowed signers file (ssh-keygen(1), ALLOWED SIGNERS) and of a file of OpenPGP
// public keys. Either may be empty: then nobody is trusted that way.
struct TrustedSigners {
  std::string ssh;
  std::string openpgp;
};

// What the signature of a commit is worth.
struct SignatureCheck {
  enum class State {
    good,       // made by a trusted signer, over exactly this commit
    none,       // there is none
    untrusted,  // it does not verify, or who made it is not trusted
    unchecked,  // it could not be checked: a tool or history is missing. Never to be counted as good
  };
  State state = State::none;
  std::vector<Identity> signers;  // good: whom the trusted key stands for
  std::string reason;             // otherwise, as a clause: "it is signed by a key that nobody there has"
};

// Checks the signature in one commit with `ssh-keygen -Y verify` or `gpg --verify`, whichever its format asks for. `now` (seconds
// since 1970) is when a key has to be valid.
SignatureCheck check_signature(const Repository& repository, const Oid& commit, const TrustedSigners& trusted, std::int64_t now);

// Who signed the files of one revision: a file is signed by the signature of the commit that last wrote it. What is not committed
// is signed by nobody. Each file is checked once.
class SignedFiles {
 public:
  // `tip` is the commit that the files of `head` come from; `head` may hold more than it. All must outlive this.
  SignedFiles(const Repository& repository, std::optional<Oid> tip, const Snapshot& head, TrustedSigners trusted,
              std::int64_t now)
      : repository_(&repository), tip_(tip), head_(&head), trusted_(std::move(trusted)), now_(now) {}

  [[nodiscard]] SignatureCheck check(std::string_view path) const;

 private:
  const Repository* repository_;
  std::optional<Oid> tip_;
  const Snapshot* head_;
  TrustedSigners trusted_;
  std::int64_t now_;
  mutable std::map<std::string, SignatureCheck, std::less<>> known_;
};

}  // namespace safeops::git
