#include "change/text_history.hpp"

#include <cctype>

#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_read = 32 * 1024 * 1024;  // bytes, of all versions of a file
constexpr std::size_t most_asked = 200;              // texts, of which each is looked for in all versions

bool is_word(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) || letter == '_';
}

// The words of a text, in whatever way it quotes and spaces them.
std::string squeezed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char letter : text) {
    if (letter == '"' || letter == '\'' || letter == '`' || letter == '\\') continue;
    const bool space = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
    if (space && (result.empty() || result.back() == ' ')) continue;
    result += space ? ' ' : text::lower(letter);
  }
  return result;
}

bool holds(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || !is_word(text[at - 1]) || !is_word(words.front());
    const bool ends = end == text.size() || !is_word(text[end]) || !is_word(words.back());
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

TextHistory::TextHistory(const git::History& history, const git::Repository& repository, std::string_view path)
    : repository_(&repository), stretches_(history.stretches(path)) {}

std::optional<std::size_t> TextHistory::file_landed() const {
  return stretches_.empty() ? std::nullopt : std::optional(stretches_.back().oldest);
}

std::optional<std::size_t> TextHistory::landed(std::string_view text) {
  std::string words = squeezed(text);
  while (!words.empty() && words.back() == ' ') words.pop_back();
  if (words.empty() || ++asked_ > most_asked) return {};
  std::optional<std::size_t> step;
  for (std::size_t i = 0; i < stretches_.size(); ++i) {
    const std::string* held = content(i);
    if (!held || !holds(*held, words)) break;
    step = stretches_[i].oldest;
  }
  return step;
}

const std::string* TextHistory::content(std::size_t stretch) {
  if (stretch == contents_.size()) {
    const git::Oid& blob = stretches_[stretch].blob;
    if (blob.is_zero()) return nullptr;
    read_ += repository_->blob_size(blob);
    if (read_ > most_read) return nullptr;
    contents_.push_back(squeezed(repository_->read_blob(blob)));
  }
  return &contents_[stretch];
}

}  // namespace safeops
