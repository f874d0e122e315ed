#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"

namespace safeops {

// A `safeops:allow` comment that silenced a finding.
struct Suppression {
  text::Place place;
  std::string reason;
  std::string until;  // YYYY-MM-DD
};

// A finding with everything decided: what reports print, and nothing more to work out.
struct Judged {
  Finding finding;
  Level level = Level::error;
  bool hard_stop = false;
  bool blocks = false;                     // counts towards NO-GO
  bool at_base = false;                    // its place is in the base revision: the file or line is gone at head
  bool hides_source = false;               // a Secret stands in the clear in that file: reports print none of its lines
  bool lifted = false;                     // a hard stop that a break-glass record has made a note
  bool on_changed_line = false;            // its line is added or edited by this change
  std::optional<Suppression> suppression;  // set: silenced, listed apart, never blocks

  [[nodiscard]] std::string_view id() const { return finding.rule->id; }
};

enum class Outcome {
  go,                 // exit 0
  no_go,              // exit 1
  could_not_inspect,  // exit 3: something that had to be understood was not, and nothing else already says NO-GO
};

struct Coverage {
  std::size_t files_changed = 0;
  std::size_t files_looked_at = 0;  // watched files: migrations, manifests, .safeops
  std::size_t files_skipped = 0;    // everything else
  std::size_t files_not_understood = 0;
  std::size_t statements = 0;  // SQL statements that are new in this change
};

// One line of the go/no-go checklist, one per area that had something to say or to prove.
struct ChecklistItem {
  enum class State { passed, failed, warned, not_needed };
  State state = State::not_needed;
  std::string text;    // "App and schema change apart"
  std::string detail;  // what failed, or what it rests on; may be empty
};

// The answer. Findings are sorted: blocking first, then by level, path, position, id. Silenced ones follow in the same order.
struct Verdict {
  Outcome outcome = Outcome::go;
  Policy::Mode mode = Policy::Mode::enforce;
  Level fail_on = Level::error;
  std::vector<Judged> findings;
  std::vector<ChecklistItem> checklist;
  bool break_glass = false;        // some hard stop was lifted
  std::vector<std::string> notes;  // one per cause of "cannot know": a remote base, an opaque value
  Coverage coverage;
  std::string base;  // how base and head were named, for people: "3f2a91c0d (main)", "work tree"
  std::string head;
  std::string base_id;  // 40 hex digits; empty when it is no commit
  std::string head_id;

  [[nodiscard]] std::size_t count(Level level) const;  // not silenced
  [[nodiscard]] std::size_t silenced() const;
  [[nodiscard]] int exit_code() const;  // 0, 1 or 3; 0 in advise mode unless the inspection failed
};

}  // namespace safeops
