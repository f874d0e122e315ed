#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// What stands at the path instead of a file; empty when it is one.
std::string_view instead_of_a_file(const WatchedFile& file) {
  switch (file.file->head->mode) {
    case git::Mode::symlink:
      return "a symbolic link";
    case git::Mode::submodule:
      return "a submodule";
    case git::Mode::regular:
    case git::Mode::executable:
    case git::Mode::directory:
      break;
  }
  return file.head && file.head->unreadable() == text::Unreadable::lfs_pointer ? "a Git LFS pointer" : std::string_view{};
}

void check(const Change& change, Findings& out) {
  for (const WatchedFile& file : change.watched()) {
    if (file.file->removed()) continue;
    const std::string_view thing = instead_of_a_file(file);
    if (thing.empty()) continue;
    out.add(
        {.place = file.first_line(),
         .what = fmt::format("{} is {}", file.path(), thing),
         .why = "Its text is not in this commit, so nobody can review it: what it stands for can change without a change here.",
         .next = "Commit the file itself."});
  }
}

}  // namespace

extern constinit const Rule gate_not_a_file{
    .title = "A watched path does not hold a file", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
