#pragma once

#include <fmt/format.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"

namespace safeops {

class Findings;

// A rule is a constant and a function. Its id is its folder's path, `rules/<area>/<name>/` -> `<area>-<name>`, and stands nowhere
// else; its page is the README.md beside it.
struct Rule {
  std::string_view title;      // under 60 characters, no full stop: "Column dropped while the old version may still read it"
  Level level = Level::error;  // of its findings, unless one says otherwise
  bool hard_stop = false;      // no comment silences it, no policy lowers it
  bool advice = false;         // off until a policy gives it a level, or it is asked for by name
  bool lasting = false;        // what it flags stays wrong after the merge, and `audit` looks for it too
  // Looks at the change and reports. Pure: no clock, no files, no state. Null for the rules the gate itself raises (about
  // suppressions, which only exist once the other rules have spoken).
  void (*check)(const Change&, Findings&) = nullptr;
};

// A rule with what its folder says of it. The table is written by CMake, sorted by id.
struct RuleEntry {
  std::string_view id;    // "schema-drop-column"
  std::string_view area;  // "schema"
  const Rule* rule = nullptr;
  std::string_view page;  // README.md, Markdown
};

std::span<const RuleEntry> all_rules();
const RuleEntry* find_rule(std::string_view id);              // null when there is none
const RuleEntry& entry_of(const Rule& rule);                  // of a rule constant
std::vector<std::string> nearest_rules(std::string_view id);  // ids spelled alike, best first: for "did you mean"

// The other half of the story: the app release, the expand commit, the backup.
struct Related {
  text::Place place;
  std::string message;  // "the same change releases backend 1.5.0"
};

// An edit of the text that does what `next` says, where nothing else has to change with it.
struct Fix {
  text::Place place;  // what is replaced, in the file the finding is in; an empty span inserts
  std::string text;
  std::string description;  // "Build the index CONCURRENTLY"
};

// One thing that is wrong. Three sentences: what is wrong with which object, why it matters, what to do next. Each is plain text
// without line breaks; strings from the repository may be put in as they are (reports escape them).
struct Finding {
  text::Place place;                // a line this change adds or edits, wherever one can be named
  const Resource* about = nullptr;  // the object it is about, of head; null: none, or several
  std::string what;
  std::string why;
  std::string next;
  std::vector<Related> related;
  std::optional<Level> level;  // where it differs from the rule's
  std::optional<bool> hard_stop;
  std::optional<Fix> fix = {};
  const RuleEntry* rule = nullptr;  // set by Findings
};

// Collects what rules report. The one verb a rule has.
class Findings {
 public:
  explicit Findings(const RuleEntry& rule, std::vector<Finding>& into) : rule_(&rule), into_(&into) {}
  void add(Finding finding) {
    finding.rule = rule_;
    into_->push_back(std::move(finding));
  }

 private:
  const RuleEntry* rule_;
  std::vector<Finding>* into_;
};

}  // namespace safeops
