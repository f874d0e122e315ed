#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "gate/verdict.hpp"

// Verdicts made by hand, as the gate would make them.
namespace safeops::sample {

inline constexpr Rule drop_column{
    .title = "Column dropped while the old version may still read it", .level = Level::error, .hard_stop = true};
inline constexpr Rule floating_image{.title = "Image without a fixed version", .level = Level::warning};

inline constexpr std::string_view drop_column_page = R"(# Column dropped while the old version may still read it

## What it flags

A migration with `DROP COLUMN` outside
a contract step.

It also flags other things.

## Why it hurts

The *old* version reads it. See [the guide](https://safeops.dev/guide).

## Do this instead

```sql
-- ## not a heading
ALTER TABLE users ADD COLUMN login_v2 text;
```

- Wait for the window.
- Then drop.

## When it is fine

In a contract step.
)";

inline constexpr RuleEntry rules[] = {
    {.id = "release-floating-image", .area = "release", .rule = &floating_image, .page = "# Image without a fixed version\n"},
    {.id = "schema-drop-column", .area = "schema", .rule = &drop_column, .page = drop_column_page},
};
inline constexpr const RuleEntry& floating_image_rule = rules[0];
inline constexpr const RuleEntry& drop_column_rule = rules[1];

inline constexpr std::string_view migration_path = "flux/infrastructure/data/migrations/002-drop.sql";
inline constexpr std::string_view overlay_path = "flux/apps/backend/production/kustomization.yaml";
inline constexpr std::string_view migration_text = "ALTER TABLE users\n  DROP COLUMN login;\n";
inline constexpr std::string_view overlay_text = "images:\n  - name: backend\n    newTag: latest\n";

// Keeps the files that a verdict points into.
class Story {
 public:
  Verdict verdict;

  const text::Source& file(std::string_view path, std::string_view bytes) {
    return files_.emplace_back(std::string(path), git::Oid{}, git::Mode::regular, std::string(bytes), bytes.size());
  }

  static text::Place at(const text::Source& source, std::string_view wanted) {
    const auto begin = static_cast<std::uint32_t>(source.bytes().find(wanted));
    return {&source, {begin, begin + static_cast<std::uint32_t>(wanted.size())}};
  }

  // A finding that is not decided yet: neither blocks nor is silenced.
  Judged& add(const RuleEntry& rule, text::Place place, std::string what) {
    Judged judged;
    judged.finding = {.place = place, .what = std::move(what), .rule = &rule};
    judged.level = rule.rule->level;
    judged.hard_stop = rule.rule->hard_stop;
    return verdict.findings.emplace_back(std::move(judged));
  }

 private:
  std::deque<text::Source> files_;
};

inline Coverage seven_files() {
  return {.files_changed = 7, .files_looked_at = 5, .files_skipped = 2, .files_not_understood = 0, .statements = 1};
}

// A hard stop with a related place, a warning, a silenced finding and a note.
inline void tell_no_go(Story& story) {
  const text::Source& migration = story.file(migration_path, migration_text);
  const text::Source& overlay = story.file(overlay_path, overlay_text);
  story.verdict.outcome = Outcome::no_go;
  story.verdict.coverage = seven_files();
  story.verdict.base = "3f2a91c0d (main)";
  story.verdict.base_id = "3f2a91c0d3f2a91c0d3f2a91c0d3f2a91c0d3f2a";
  story.verdict.head = "work tree";

  Judged& stop = story.add(drop_column_rule, Story::at(migration, "DROP COLUMN login;"),
                           "column \"login\" of table users is dropped outside a contract step");
  stop.finding.why = "The version that is still running reads it.";
  stop.finding.next = "Move the statement to the plan's contract files.";
  stop.finding.related = {{Story::at(overlay, "newTag: latest"), "the same change releases backend"}};
  stop.blocks = true;

  Judged& warning = story.add(floating_image_rule, Story::at(overlay, "newTag: latest"), "backend runs the tag latest");
  warning.finding.why = "There is no version to roll back to.";

  Judged& silenced = story.add(floating_image_rule, Story::at(overlay, "name: backend"), "backend has no digest");
  silenced.suppression = Suppression{Story::at(overlay, "images:"), "built in the cluster", "2026-03-01"};

  story.verdict.checklist = {{ChecklistItem::State::failed, "App and schema change apart", "002-drop.sql and a release"},
                             {ChecklistItem::State::passed, "Backup is fresh", "nightly, 3h old"},
                             {ChecklistItem::State::not_needed, "Flag is off", ""}};
  story.verdict.notes = {"the tag of frontend comes from ${TAG}, which is filled in the cluster"};
}

// One finding in which every string is an attack on whoever prints it.
inline constexpr std::string_view hostile =
    "x\n::error::pwned\r\n##[error]pwned \x1b[31m\x07 \u202e\u2066\u200b `code` [link](https://evil.example) "
    "<script>alert(1)</script> "
    "| @team *bold* _it_ </pre></details> --> \xff\xfe \xc3 100%0A, a:b";

inline void tell_hostile(Story& story) {
  const std::string bytes(hostile);
  const text::Source& file = story.file(bytes + "/a:b,c%.sql", "SELECT 1;" + bytes + "\n" + bytes + bytes + bytes + "\n");
  story.verdict.outcome = Outcome::no_go;
  Judged& judged = story.add(drop_column_rule, Story::at(file, "##[error]"), bytes);
  judged.finding.why = bytes;
  judged.finding.next = bytes;
  judged.finding.related = {{Story::at(file, "::error::"), bytes}, {{}, bytes}};
  judged.blocks = true;
  Judged& silenced = story.add(drop_column_rule, Story::at(file, "::error::"), bytes);
  silenced.suppression = Suppression{Story::at(file, "##[error]"), bytes, bytes};
  story.verdict.notes = {bytes};
  story.verdict.checklist = {{ChecklistItem::State::warned, bytes, bytes}};
  story.verdict.base = bytes;
  story.verdict.head = bytes;
}

}  // namespace safeops::sample
