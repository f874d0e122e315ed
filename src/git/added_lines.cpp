#include <algorithm>
#include <string>

#include "git/handles.hpp"
#include "git/snapshot.hpp"

namespace safeops::git {
namespace {

// A lone CR ends a line for everybody but libgit2; left alone it would shift the numbers of all lines after it.
std::string with_line_feeds(std::string_view text) {
  std::string lines(text);
  for (std::size_t i = lines.find('\r'); i != std::string::npos; i = lines.find('\r', i + 1))
    if (i + 1 == lines.size() || lines[i + 1] != '\n') lines[i] = '\n';
  return lines;
}

int add_range(const git_diff_delta*, const git_diff_hunk* hunk, void* payload) {
  if (hunk->new_lines <= 0) return 0;
  const auto first = static_cast<std::uint32_t>(hunk->new_start);
  static_cast<std::vector<LineRange>*>(payload)->push_back({first, first + static_cast<std::uint32_t>(hunk->new_lines) - 1});
  return 0;
}

}  // namespace

std::vector<LineRange> added_lines(std::string_view base, std::string_view head) {
  if (base == head) return {};
  start_library();
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_FORCE_TEXT;
  options.context_lines = 0;
  const std::string before = with_line_feeds(base);
  const std::string after = with_line_feeds(head);
  std::vector<LineRange> added;
  if (git_diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(), nullptr, &options, nullptr, nullptr,
                       add_range, nullptr, &added) < 0)
    throw failure("cannot compare two versions of a file");
  return added;
}

}  // namespace safeops::git
