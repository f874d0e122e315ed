#include <algorithm>
#include <string>

#include "git/handles.hpp"
#include "git/snapshot.hpp"

namespace safeops::git {
namespace {

// The search for the smallest difference takes time that grows faster than the text: 0.1 s for this many lines with nothing in
// common, minutes for the largest files that are read.
constexpr std::size_t max_compared_lines = 40'000;

// A lone CR ends a line for everybody but libgit2; left alone it would shift the numbers of all lines after it.
std::string with_line_feeds(std::string_view text) {
  std::string lines(text);
  for (std::size_t i = lines.find('\r'); i != std::string::npos; i = lines.find('\r', i + 1))
    if (i + 1 == lines.size() || lines[i + 1] != '\n') lines[i] = '\n';
  return lines;
}

std::size_t count_lines(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return ends + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

// The whole lines from the first to the last that differ.
struct Middle {
  std::size_t lines_before = 0;
  std::string_view base;
  std::string_view head;
};

Middle trimmed(std::string_view base, std::string_view head) {
  const auto differ = std::mismatch(base.begin(), base.end(), head.begin(), head.end()).second;
  const std::string_view same_begin = head.substr(0, static_cast<std::size_t>(differ - head.begin()));
  const std::string_view before = same_begin.substr(0, same_begin.rfind('\n') + 1);
  base.remove_prefix(before.size());
  head.remove_prefix(before.size());
  const auto differ_back = std::mismatch(base.rbegin(), base.rend(), head.rbegin(), head.rend()).second;
  const std::string_view same_end = head.substr(head.size() - static_cast<std::size_t>(differ_back - head.rbegin()));
  const std::size_t line_end = same_end.find('\n');
  const std::size_t after = line_end == std::string_view::npos ? 0 : same_end.size() - line_end - 1;
  base.remove_suffix(after);
  head.remove_suffix(after);
  return {count_lines(before), base, head};
}

int add_range(const git_diff_delta*, const git_diff_hunk* hunk, void* payload) {
  if (hunk->new_lines <= 0) return 0;
  const auto first = static_cast<std::uint32_t>(hunk->new_start);
  static_cast<std::vector<LineRange>*>(payload)->push_back({first, first + static_cast<std::uint32_t>(hunk->new_lines) - 1});
  return 0;
}

std::vector<LineRange> compare(std::string_view base, std::string_view head) {
  start_library();
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_FORCE_TEXT;
  options.context_lines = 0;
  std::vector<LineRange> added;
  if (git_diff_buffers(base.data(), base.size(), nullptr, head.data(), head.size(), nullptr, &options, nullptr, nullptr,
                       add_range, nullptr, &added) < 0)
    throw failure("cannot compare two versions of a file");
  return added;
}

}  // namespace

std::vector<LineRange> added_lines(std::string_view base, std::string_view head) {
  if (base == head) return {};
  const std::string before = with_line_feeds(base);
  const std::string after = with_line_feeds(head);
  const Middle middle = trimmed(before, after);
  const std::size_t added = count_lines(middle.head);
  if (count_lines(middle.base) + added <= max_compared_lines) return compare(before, after);
  if (added == 0) return {};
  return {{static_cast<std::uint32_t>(middle.lines_before + 1), static_cast<std::uint32_t>(middle.lines_before + added)}};
}

}  // namespace safeops::git
