#include "change/standing.hpp"

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
  for (std::size_t at = text.find(line); at != text.npos; at = text.find(line, at + 1)) {
    const std::size_t end = at + line.size();
    if ((at == 0 || text[at - 1] == '\n') && (end == text.size() || text[end] == '\n')) return true;
  }
  return false;
}

}  // namespace

bool stood_at(const Change& change, const text::Place& place, text::Seconds time) {
  const git::Commit* commit = place && change.history() ? change.history()->at(change.history()->first_before(time)) : nullptr;
  if (!commit) return false;
  const git::Repository& repository = change.base().snapshot().repository();
  const auto entry = git::Snapshot::of_commit(repository, commit->id).find(place.path());
  if (!entry || !entry->is_file() || repository.blob_size(entry->id) > largest) return false;
  const std::string_view line = line_of(place);
  return !line.empty() && has_line(repository.read_blob(entry->id), line);
}

}  // namespace safeops
