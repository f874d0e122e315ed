#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/history.hpp"

namespace safeops {

// Since when one file of the tip of a history has held a text. How it is spaced, quoted and cased does not count, and neither do
// moves of the file. Both references must outlive it.
class TextHistory {
 public:
  TextHistory(const git::History& history, const git::Repository& repository, std::string_view path);

  // Steps of the history, as History::at() has them. None where the tip has no such file.
  [[nodiscard]] std::optional<std::size_t> file_landed() const;
  // None where the tip does not hold the text either. Later than it did where there is too much to look through.
  [[nodiscard]] std::optional<std::size_t> landed(std::string_view text);

 private:
  const std::string* content(std::size_t stretch);

  const git::Repository* repository_;
  std::vector<git::History::Stretch> stretches_;
  std::vector<std::string> contents_;  // of the first stretches, squeezed
  std::size_t read_ = 0;               // bytes of them
  std::size_t asked_ = 0;
};

}  // namespace safeops
