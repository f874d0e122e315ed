#include "text/source.hpp"

#include <algorithm>

#include "git/repository.hpp"
#include "text/utf8.hpp"

namespace safeops::text {
namespace {

struct Judgement {
  Unreadable unreadable = Unreadable::no;
  std::size_t fault = 0;
};

bool is_lfs_pointer(std::string_view bytes) {
  return bytes.size() < 1024 && bytes.starts_with("version https://git-lfs");
}

Judgement judge_content(std::string_view bytes) {
  if (is_lfs_pointer(bytes)) return {Unreadable::lfs_pointer};
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) return {Unreadable::nul_byte, nul};
  if (const std::size_t bad = first_invalid_utf8(bytes); bad != bytes.size()) return {Unreadable::invalid_utf8, bad};
  return {};
}

Judgement judge(git::Mode mode, std::string_view bytes, std::uint64_t size) {
  if (mode != git::Mode::regular && mode != git::Mode::executable) return {Unreadable::not_a_file};
  if (size > max_file_bytes) return {Unreadable::too_large};
  return judge_content(bytes);
}

std::unique_ptr<Source> read(const git::Repository& repository, const git::Entry& entry) {
  if (!entry.is_file()) return std::make_unique<Source>(entry.path, entry.id, entry.mode, "", 0);
  const std::uint64_t size = repository.blob_size(entry.id);
  std::string bytes = size > max_file_bytes ? std::string{} : repository.read_blob(entry.id);
  return std::make_unique<Source>(entry.path, entry.id, entry.mode, std::move(bytes), size);
}

}  // namespace

Source::Source(std::string path, git::Oid blob, git::Mode mode, std::string bytes, std::uint64_t size)
    : path_(std::move(path)), blob_(blob), mode_(mode), bytes_(std::move(bytes)), size_(size) {
  const Judgement judgement = judge(mode_, bytes_, size_);
  unreadable_ = judgement.unreadable;
  fault_ = static_cast<std::uint32_t>(judgement.fault);
  if (unreadable_ == Unreadable::not_a_file || unreadable_ == Unreadable::too_large) std::string{}.swap(bytes_);
}

const LineIndex& Source::lines() const {
  std::call_once(lines_once_, [this] { lines_ = LineIndex(bytes_); });
  return lines_;
}

Place line_place(const Source& source, std::uint32_t line) {
  const std::uint32_t number = std::clamp<std::uint32_t>(line, 1, source.lines().count());
  const std::string_view content = source.line(number);
  const std::size_t indentation = std::min(content.find_first_not_of(" \t"), content.size());
  const std::uint32_t begin = source.lines().offset_of(number);
  return {&source, {begin + static_cast<std::uint32_t>(indentation), begin + static_cast<std::uint32_t>(content.size())}};
}

std::size_t Sources::Hash::of(const git::Oid& blob, std::string_view path) {
  return std::hash<git::Oid>{}(blob) ^ std::hash<std::string_view>{}(path);
}

bool Sources::Equal::operator()(const std::unique_ptr<Source>& source, const git::Entry& entry) const {
  return source->blob() == entry.id && source->mode() == entry.mode && source->path() == entry.path;
}

const Source& Sources::get(const git::Entry& entry) {
  if (const Source* known = find(entry)) return *known;
  auto source = read(*repository_, entry);
  const std::scoped_lock lock(mutex_);
  if (const auto known = read_.find(entry); known != read_.end()) return **known;
  return **read_.insert(std::move(source)).first;
}

const Source* Sources::find(const git::Entry& entry) const {
  const std::scoped_lock lock(mutex_);
  const auto known = read_.find(entry);
  return known == read_.end() ? nullptr : known->get();
}

const Source& Sources::adopt(std::string path, std::string bytes) {
  for (const Source& known : adopted_)
    if (known.path() == path && known.bytes() == bytes) return known;
  const std::uint64_t size = bytes.size();
  return adopted_.emplace_back(std::move(path), git::Oid{}, git::Mode::regular, std::move(bytes), size);
}

}  // namespace safeops::text
