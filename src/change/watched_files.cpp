#include "change/watched_files.hpp"

#include <algorithm>

#include "estate/migration_sources.hpp"
#include "estate/safeops_documents.hpp"
#include "flux/chart_template.hpp"
#include "sql/prose.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_attributes_tried =
    200;  // the next line of such a file counts as hiding, and is the last one looked at

class Classifier {
 public:
  Classifier(const Estate& base, const Estate& head, Library& library) : base_(&base), head_(&head), library_(&library) {}

  std::optional<WatchedFile> classify(const git::FileChange& file) const;

 private:
  [[nodiscard]] std::optional<WatchedFile::Kind> kind_of(const std::string& path) const;
  [[nodiscard]] bool reached(const git::FileChange& file) const;
  void read(const git::FileChange& file, WatchedFile& into) const;
  static bool has_yaml(WatchedFile::Kind kind, const git::Entry& file, const Estate& estate);

  const Estate* base_;
  const Estate* head_;
  Library* library_;
};

std::optional<WatchedFile::Kind> Classifier::kind_of(const std::string& path) const {
  using Kind = WatchedFile::Kind;
  if (path.starts_with(".safeops/")) return Kind::safeops;
  if (path.starts_with(".github/workflows/")) return Kind::workflow;
  if (path == ".gitattributes" || path.ends_with("/.gitattributes")) return Kind::attributes;
  if (head_->migration(path) || base_->migration(path) || is_migration_path(path)) return Kind::migration;
  const bool delivered = base_->delivery().reached.contains(path) || head_->delivery().reached.contains(path);
  if (delivered) return Kind::manifest;
  if (!is_document(path)) return {};
  const bool is_template = flux::is_chart_template(path, head_->snapshot()) || flux::is_chart_template(path, base_->snapshot());
  return is_template ? std::nullopt : std::optional(Kind::manifest);
}

bool Classifier::reached(const git::FileChange& file) const {
  return (file.base && base_->delivery().reached.contains(file.base->path)) ||
         (file.head && head_->delivery().reached.contains(file.head->path));
}

void Classifier::read(const git::FileChange& file, WatchedFile& into) const {
  if (file.base) into.base = &library_->sources().get(*file.base);
  if (file.head) into.head = &library_->sources().get(*file.head);
  if (into.base && has_yaml(into.kind, *file.base, *base_)) into.base_yaml = &library_->documents().get(*into.base);
  if (into.head && has_yaml(into.kind, *file.head, *head_)) into.yaml = &library_->documents().get(*into.head);
  if (file.head && into.kind == WatchedFile::Kind::migration) into.migration = head_->migration(file.head->path);
}

bool Classifier::has_yaml(WatchedFile::Kind kind, const git::Entry& file, const Estate& estate) {
  if (kind == WatchedFile::Kind::safeops) return is_document(file.path);
  return kind == WatchedFile::Kind::manifest && is_document(file.path) && !estate.delivery().contents.contains(file.path);
}

bool is_inside(const std::vector<text::Span>& spans, std::uint32_t offset) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), offset,
                                      [](std::uint32_t wanted, const text::Span& span) { return wanted < span.begin; });
  return after != spans.begin() && offset < std::prev(after)->end;
}

constexpr std::size_t most_traps = 20;           // of a file
constexpr std::size_t most_traps_of_line = 200;  // past these all of them count

// Of one line with its end. A word of two scripts looks like another name where there are names: in the prose of an SQL file it
// is a word. What stands in front tells whether the file uses LF, and that this is not its start.
std::vector<text::Trap> traps_of_line(std::string_view text, text::Span line, bool uses_lf,
                                      const std::vector<text::Span>& prose) {
  const std::string_view in_front = uses_lf ? "\n" : " ";
  auto traps =
      text::find_traps(std::string(in_front) + std::string(text.substr(line.begin, line.end - line.begin)), most_traps_of_line);
  const bool all = traps.size() == most_traps_of_line;
  for (text::Trap& trap : traps) trap.span = {trap.span.begin + line.begin - 1, trap.span.end + line.begin - 1};
  std::erase_if(traps, [&](const text::Trap& trap) {
    const bool byte_order_mark = trap.kind == text::Trap::Kind::zero_width && trap.span.begin == 0;
    const bool word = trap.kind == text::Trap::Kind::mixed_script_word && is_inside(prose, trap.span.begin);
    return byte_order_mark || (word && !all);
  });
  return traps;
}

std::vector<text::Trap> new_traps(const WatchedFile& file) {
  if (!file.head || !file.head->readable() || text::find_traps(file.head->text(), 1).empty()) return {};
  const std::string_view text = file.head->text();
  const text::LineIndex& lines = file.head->lines();
  const bool uses_lf = text.find('\n') != text.npos;
  const auto prose = file.migration ? sql::prose_of(text) : std::vector<text::Span>{};
  std::vector<text::Trap> traps;
  for (const git::LineRange& range : git::added_lines(file.base ? file.base->bytes() : std::string_view{}, file.head->bytes()))
    for (std::uint32_t line = range.first; line <= range.last && traps.size() < most_traps; ++line) {
      const auto end = line < lines.count() ? lines.offset_of(line + 1) : static_cast<std::uint32_t>(text.size());
      for (text::Trap& trap : traps_of_line(text, {lines.offset_of(line), end}, uses_lf, prose)) traps.push_back(std::move(trap));
    }
  if (traps.size() > most_traps) traps.resize(most_traps);
  return traps;
}

std::optional<WatchedFile> Classifier::classify(const git::FileChange& file) const {
  auto kind = kind_of(file.path());
  if (!kind && file.renamed()) kind = kind_of(file.base->path);
  if (!kind) return {};
  WatchedFile watched{.kind = *kind, .file = &file};
  read(file, watched);
  watched.deployed = *kind != WatchedFile::Kind::manifest || reached(file);
  watched.traps = new_traps(watched);
  return watched;
}

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::vector<std::string> watched_paths(const Estate& head) {
  std::vector<std::string> paths(head.delivery().reached.begin(), head.delivery().reached.end());
  for (const Migration& migration : head.migrations()) paths.push_back(migration.path);
  for (const Plan& plan : head.plans()) paths.push_back(plan.source->path());
  return paths;
}

bool holds(const std::vector<HidingAttribute>& list, const HidingAttribute& wanted) {
  return std::any_of(list.begin(), list.end(), [&](const HidingAttribute& one) {
    return one.pattern == wanted.pattern && one.attribute == wanted.attribute;
  });
}

}  // namespace

std::vector<WatchedFile> find_watched(const std::vector<git::FileChange>& files, const Estate& base, const Estate& head,
                                      Library& library) {
  const Classifier classifier(base, head, library);
  std::vector<WatchedFile> watched;
  for (const git::FileChange& file : files) {
    if (auto found = classifier.classify(file)) watched.push_back(std::move(*found));
  }
  return watched;
}

std::vector<Allowance> find_allowances(const std::vector<WatchedFile>& watched, Library& library) {
  std::vector<Allowance> allowances;
  for (const WatchedFile& file : watched) {
    if (!file.head) continue;
    const auto before = file.base ? allow_comments(*file.base, library) : std::vector<AllowComment>{};
    for (AllowComment& comment : allow_comments(*file.head, library)) {
      const bool known = std::any_of(before.begin(), before.end(), [&](const AllowComment& b) { return b.same_as(comment); });
      allowances.push_back({std::move(comment), !known});
    }
  }
  return allowances;
}

std::vector<NewAttribute> find_new_attributes(const std::vector<WatchedFile>& watched, const Estate& head) {
  std::vector<NewAttribute> found;
  std::vector<std::string> paths;
  std::size_t tried = 0;
  for (const WatchedFile& file : watched) {
    if (file.kind != WatchedFile::Kind::attributes || !file.head) continue;
    if (paths.empty()) paths = watched_paths(head);
    const auto before = file.base ? hiding_attributes(*file.base) : std::vector<HidingAttribute>{};
    for (HidingAttribute& attribute : hiding_attributes(*file.head)) {
      if (holds(before, attribute)) continue;
      const bool assumed = ++tried > most_attributes_tried;
      const auto match = std::find_if(paths.begin(), paths.end(), [&](const std::string& path) {
        return assumed || attribute_matches(attribute.pattern, directory_of(file.path()), path);
      });
      if (match != paths.end()) found.push_back({std::move(attribute), *match});
      if (assumed) break;
    }
  }
  return found;
}

text::Place WatchedFile::first_line() const {
  return line_place(head ? *head : *base, 1);
}

text::Place WatchedFile::first_changed_line() const {
  if (!head || !base) return first_line();
  const auto added = git::added_lines(base->bytes(), head->bytes());
  if (!added.empty()) return line_place(*head, added.front().first);
  std::uint32_t line = 1;
  const std::uint32_t last = std::min(head->lines().count(), base->lines().count());
  while (line < last && head->line(line) == base->line(line)) ++line;
  return line_place(*head, line);
}

}  // namespace safeops
