#pragma once

#include <stdexcept>
#include <string>

namespace safeops {

// The one exception of the program: the check cannot be carried out, through no fault of the change under check. Bad input
// inside the repository is never this; it is a finding. Thrown anywhere, caught once, in main.
class CannotRun : public std::runtime_error {
 public:
  enum class Reason {
    usage,       // exit 2: the call, the policy or the repository is wrong
    inspection,  // exit 3: an object is missing or unreadable, so not everything could be inspected
  };

  explicit CannotRun(const std::string& message, Reason reason = Reason::usage) : std::runtime_error(message), reason_(reason) {}
  [[nodiscard]] Reason reason() const { return reason_; }

 private:
  Reason reason_;
};

}  // namespace safeops
