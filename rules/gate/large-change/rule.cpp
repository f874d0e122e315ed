#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t reviewable = 60;  // objects

void check(const Change& change, Findings& out) {
  const std::size_t objects = change.resources().size();
  if (objects <= reviewable) return;
  const auto& watched = change.watched();
  const auto file = std::find_if(watched.begin(), watched.end(), [](const WatchedFile& w) { return w.deployed && w.head; });
  if (file == watched.end()) return;
  out.add({.place = file->first_changed_line(),
           .what = fmt::format("this change adds, removes or alters {} objects", objects),
           .why = "Nobody reads that many closely, and when one of them is wrong all have to go back together.",
           .next = "Split it where it can be split; where it cannot (a label on everything), say so in its description."});
}

}  // namespace

extern constinit const Rule gate_large_change{
    .title = "More objects change than a person reviews", .level = Level::note, .check = check};

}  // namespace safeops::rules
