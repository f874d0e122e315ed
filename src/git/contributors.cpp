#include "git/contributors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "git/differing_files.hpp"
#include "git/handles.hpp"
#include "git/snapshot.hpp"
#include "git/state.hpp"

namespace safeops::git {
namespace {

constexpr std::string_view trailer = "co-authored-by";

// Whom a trailer names, with or without blanks before its colon; none for another line.
std::optional<std::string_view> co_author(std::string_view line) {
  const bool begins = line.size() >= trailer.size() &&
                      std::equal(trailer.begin(), trailer.end(), line.begin(),
                                 [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
  const std::size_t colon = begins ? line.find_first_not_of(" \t", trailer.size()) : line.npos;
  if (colon == line.npos || line[colon] != ':') return {};
  return line.substr(colon + 1);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  return begin == text.npos ? std::string_view{} : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// "Bob Example <bob@example.com>"; what has no address is a name.
Identity identity_in(std::string_view text) {
  const std::size_t open = text.find('<');
  const std::size_t close = text.find('>', open == text.npos ? text.size() : open);
  if (open == text.npos || close == text.npos) return {std::string(trimmed(text)), {}};
  return {std::string(trimmed(text.substr(0, open))), std::string(trimmed(text.substr(open + 1, close - open - 1)))};
}

using Paths = std::set<std::string>;

Paths paths_between(const Snapshot& one, const Snapshot& other) {
  Paths paths;
  for (const FileChange& file : differing_files(one, other)) {
    if (file.base) paths.insert(file.base->path);
    if (file.head) paths.insert(file.head->path);
  }
  return paths;
}

// Spares most commits the comparison of whole trees.
bool same_but_for(std::string_view name, const TreeEntries& one, const TreeEntries& other) {
  const auto without_name = [&](const TreeEntries& entries) {
    std::vector<Entry> rest(entries.begin(), entries.end());
    std::erase_if(rest, [&](const Entry& entry) { return entry.path == name; });
    return rest;
  };
  return without_name(one) == without_name(other);
}

// Is each of these files in `merge` as in `from`, and untouched by the other side?
bool taken_from(const Snapshot& from, const Paths& changed, const Paths& by_other, const Snapshot& merge) {
  return std::all_of(changed.begin(), changed.end(),
                     [&](const std::string& path) { return !by_other.contains(path) && merge.find(path) == from.find(path); });
}

std::string message_of(const Repository& repository, const Oid& commit) {
  CommitHandle handle;
  const git_oid id = to_raw(commit);
  if (git_commit_lookup(Out(handle), repository.state().repository.get(), &id) != 0)
    throw failure(fmt::format("commit {} cannot be read", commit.short_hex()));
  const char* message = git_commit_message(handle.get());
  return message ? message : "";
}

}  // namespace

std::vector<Identity> contributors(const Repository& repository, const Commit& commit) {
  std::vector<Identity> people = {commit.author, commit.committer};
  const std::string message = message_of(repository, commit.id);
  std::size_t at = 0;
  while (at < message.size()) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    const std::string_view line = trimmed(std::string_view(message).substr(at, end - at));
    if (const auto named = co_author(line)) people.push_back(identity_in(*named));
    at = end + 1;
  }
  return people;
}

bool changes_only(const Repository& repository, const Commit& commit, std::string_view directory,
                  bool (*of_kind)(std::string_view path)) {
  if (commit.parents.size() != 1 || repository.ends_shallow_clone(commit.id)) return false;
  const Snapshot before = Snapshot::of_commit(repository, commit.parents.front());
  const Snapshot after = Snapshot::of_commit(repository, commit.id);
  if (!same_but_for(directory, repository.tree_entries(before.tree()), repository.tree_entries(after.tree()))) return false;
  const auto files = differing_files(before, after);
  const auto fits = [&](const std::optional<Entry>& entry) { return !entry || of_kind(entry->path); };
  return std::all_of(files.begin(), files.end(), [&](const FileChange& file) { return fits(file.base) && fits(file.head); });
}

bool only_merges(const Repository& repository, const Commit& commit) try {
  if (commit.parents.size() != 2 || repository.is_shallow()) return false;
  const auto at = [&](const Oid& id) { return Snapshot::of_commit(repository, id); };
  const Snapshot ours = at(commit.parents.front());
  const Snapshot theirs = at(commit.parents.back());
  const Snapshot merge = at(commit.id);
  const Snapshot fork = at(repository.merge_base(commit.parents.front(), commit.parents.back()));
  const Paths by_us = paths_between(fork, ours);
  const Paths by_them = paths_between(fork, theirs);
  const Paths brought = paths_between(ours, merge);
  return taken_from(ours, by_us, by_them, merge) && taken_from(theirs, by_them, by_us, merge) &&
         std::includes(by_them.begin(), by_them.end(), brought.begin(), brought.end());
} catch (const CannotRun&) {
  return false;  // the two share no history
}

}  // namespace safeops::git
