#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "git/object.hpp"

namespace safeops::git {
class Repository;
}

namespace safeops::text {

// Byte offsets into a text, half open.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const Span&) const = default;
};

// A place as people count it: both from 1, columns in Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  auto operator<=>(const Position&) const = default;
};

// Where the lines of a text begin. LF, CRLF and a lone CR each end a line, as PostgreSQL, git hosts and editors agree. Holds
// no text: pass the same one to every call.
class LineIndex {
 public:
  LineIndex() = default;
  explicit LineIndex(std::string_view text);

  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;  // 1-based; the last line for offsets past the end
  [[nodiscard]] std::uint32_t offset_of(std::uint32_t line) const;  // first byte of a line
  [[nodiscard]] Position position(std::string_view text, std::uint32_t offset) const;
  [[nodiscard]] std::string_view line(std::string_view text, std::uint32_t line) const;  // without its line end

 private:
  [[nodiscard]] std::uint32_t code_points_before(std::string_view text, std::uint32_t offset) const;

  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint32_t> code_points_;  // before every 1024th byte, so that a column costs the same on a line of megabytes
};

// Why a file's content cannot be taken as text.
enum class Unreadable { no, not_a_file, lfs_pointer, too_large, nul_byte, invalid_utf8 };

// Nothing larger is read: a migration or manifest of this size is not something a person reviews.
inline constexpr std::uint64_t max_file_bytes = 4 * 1024 * 1024;

// One file of the repository: a path and the bytes of its blob, immutable. Owned by Sources; views and pointers into it live
// as long as that.
class Source {
 public:
  Source(std::string path, git::Oid blob, git::Mode mode, std::string bytes, std::uint64_t size);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const git::Oid& blob() const { return blob_; }
  [[nodiscard]] git::Mode mode() const { return mode_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }  // empty when too large or not a file
  [[nodiscard]] std::uint64_t size() const { return size_; }       // of the blob, also when it was not read
  // Empty for a readable text. For nul_byte and invalid_utf8 bytes() still holds the content; `fault()` is the first bad byte.
  [[nodiscard]] Unreadable unreadable() const { return unreadable_; }
  [[nodiscard]] std::uint32_t fault() const { return fault_; }
  [[nodiscard]] bool readable() const { return unreadable_ == Unreadable::no; }
  // The text from which everything is parsed: bytes() when readable, else empty. One leading BOM is kept.
  [[nodiscard]] std::string_view text() const { return readable() ? bytes() : std::string_view{}; }

  [[nodiscard]] const LineIndex& lines() const;
  [[nodiscard]] Position position(std::uint32_t offset) const { return lines().position(bytes_, offset); }
  [[nodiscard]] std::string_view line(std::uint32_t number) const { return lines().line(bytes_, number); }

 private:
  std::string path_;
  git::Oid blob_;
  git::Mode mode_;
  std::string bytes_;
  std::uint64_t size_;
  Unreadable unreadable_ = Unreadable::no;
  std::uint32_t fault_ = 0;
  mutable std::once_flag lines_once_;
  mutable LineIndex lines_;
};

// A stretch of one file. `source` is null where no file can be named (then nothing is shown but the message).
struct Place {
  const Source* source = nullptr;
  Span span;

  bool operator==(const Place&) const = default;
  explicit operator bool() const { return source != nullptr; }
  [[nodiscard]] std::string_view path() const { return source ? std::string_view(source->path()) : std::string_view{}; }
  [[nodiscard]] Position start() const { return source ? source->position(span.begin) : Position{}; }
};

// The place of a whole line (without its indentation), 1-based; the last line when there are fewer.
Place line_place(const Source& source, std::uint32_t line);

// Every file that was read, once per path and blob. Reads from git; the repository must outlive it. Several threads may `get` at
// once.
class Sources {
 public:
  explicit Sources(const git::Repository& repository) : repository_(&repository) {}

  const Source& get(const git::Entry& entry);
  // A text that is in no commit (standard input, a file given by path). Kept as long as this, once however often it is given.
  const Source& adopt(std::string path, std::string bytes);

 private:
  // Sources are found by what git says of a file: blob, mode and path.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const git::Entry& entry) const { return of(entry.id, entry.path); }
    std::size_t operator()(const std::unique_ptr<Source>& source) const { return of(source->blob(), source->path()); }
    static std::size_t of(const git::Oid& blob, std::string_view path);
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const std::unique_ptr<Source>& one, const std::unique_ptr<Source>& two) const { return one == two; }
    bool operator()(const git::Entry& entry, const std::unique_ptr<Source>& source) const { return (*this)(source, entry); }
    bool operator()(const std::unique_ptr<Source>& source, const git::Entry& entry) const;
  };

  [[nodiscard]] const Source* find(const git::Entry& entry) const;

  const git::Repository* repository_;
  mutable std::mutex mutex_;  // of `read_`
  std::unordered_set<std::unique_ptr<Source>, Hash, Equal> read_;
  std::deque<Source> adopted_;
};

}  // namespace safeops::text
