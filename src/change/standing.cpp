#include "change/standing.hpp"

#include <algorithm>

namespace safeops {
namespace {

constexpr std::uint64_t largest = 1024 * 1024;  // of a file in which a line is looked for

std::string_view line_of(const text::Place& place) {
  const std::string_view bytes = place.source->bytes();
  const std::size_t before = place.span.begin == 0 ? bytes.npos : bytes.rfind('\n', place.span.begin - 1);
  const std::size_t begin = before == bytes.npos ? 0 : before + 1;
  return bytes.substr(begin, bytes.find('\n', begin) - begin);
}

bool has_line(std::string_view text, std::string_view line) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end) == line) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

bool stands_in(const git::Snapshot& snapshot, std::string_view path, std::string_view line) {
  const auto entry = snapshot.find(path);
  if (!entry || !entry->is_file() || snapshot.repository().blob_size(entry->id) > largest) return false;
  return has_line(snapshot.repository().read_blob(entry->id), line);
}

}  // namespace

bool stood_at(const Change& change, const text::Place& place, text::Seconds time) {
  const git::Commit* commit = place && change.history() ? change.history()->at(change.history()->first_before(time)) : nullptr;
  if (!commit) return false;
  const std::string_view line = line_of(place);
  return !line.empty() &&
         stands_in(git::Snapshot::of_commit(change.base().snapshot().repository(), commit->id), place.path(), line);
}

}  // namespace safeops
