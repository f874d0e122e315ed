#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change/deployments.hpp"
#include "estate/policy.hpp"
#include "git/object.hpp"
#include "text/time.hpp"

namespace safeops {

// Something that landed on the base branch and counts for a rollback window.
struct WindowMark {
  git::Commit commit;
  std::size_t step = 0;  // of the history
  text::Seconds at = 0;  // History::landed_at
  text::Place place;
  std::string text;  // "flag FEATURE_LOGIN_V2 turned on in production"; safe to print

  [[nodiscard]] std::string when() const;  // "2026-01-19T09:00:00Z with 3f2a91c0d"
};

// The rollback window of a plan in one environment (design: the discipline). It opens when the last of expand, release of the app
// and flag is live there; the clock starts again when the flag comes on again, and in a protected environment when the app is
// released or rolled back.
struct EnvironmentWindow {
  const Environment* environment = nullptr;  // null where none can be told
  std::optional<WindowMark> released;  // the first release of the app since the expand, the last one before the flag came on
  std::optional<WindowMark> flag_on;   // since when it has been on
  bool flag_was_retired = false;       // it was on, and is no longer asked for
  std::optional<WindowMark> opened;    // none: it never has
  std::vector<WindowMark> restarts;    // since it opened, oldest first
  bool flag_is_off = false;            // now, of a plan with a flag
  text::Seconds duration = 0;

  // When it ends, or ended; none while it has not opened or the flag is off.
  [[nodiscard]] std::optional<text::Seconds> ends() const;
  // When it would have, had nothing restarted it.
  [[nodiscard]] std::optional<text::Seconds> first_end() const;
  [[nodiscard]] bool over(text::Seconds now) const { return ends() && *ends() <= now; }
  [[nodiscard]] bool open(text::Seconds now) const { return opened && !over(now); }
  [[nodiscard]] const WindowMark& clock() const { return restarts.empty() ? *opened : restarts.back(); }
  [[nodiscard]] std::string name() const { return environment ? environment->name : "the only environment"; }
};

// The windows of one plan at the tip of the base branch, in promotion order.
struct RollbackWindow {
  const Plan* plan = nullptr;          // as it was asked for
  Plan terms;                          // what counts of it: see terms_of
  std::vector<WindowMark> expanded;    // of the expand files that have landed
  std::vector<FileReference> awaited;  // those that have not
  std::vector<EnvironmentWindow> environments;
  bool cut_short = false;  // history ends, or is too long, before it tells: what is missing may be there

  // The last of the expand files; none unless all have landed.
  [[nodiscard]] const WindowMark* expand() const;
};

// What counts of a plan: as base has it, where base has it (by its name, or by a file it names): app and flag as they were, the
// longer window, every file and criterion of either. What a change makes of its own plan must not shorten the window it ends. Of
// a plan that base does not have at least the policy's minimum.
Plan terms_of(const Plan& plan, const Estate& base);

// Of a plan without app every app on its database counts.
RollbackWindow find_rollback_window(const Plan& plan, const Estate& base, const git::History& history, Library& library);

}  // namespace safeops
