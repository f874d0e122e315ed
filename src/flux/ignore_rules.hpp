#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::flux {

// Which files source-controller leaves out of what it hands on: some by default, others by `.sourceignore` files and by a
// source's `spec.ignore`, in the language of .gitignore as fluxcd/pkg/sourceignore reads it. It asks of each file alone, so that
// a file can be taken back in from a directory that is out.
class IgnoreRules {
 public:
  IgnoreRules() = default;
  // Rules on top of others, which must outlive them: what they do not decide, the others do.
  explicit IgnoreRules(const IgnoreRules* below) : below_(below), digest_(below->digest_) {}

  // Patterns for what lies below a directory ("" for the root). What is added later decides.
  void add(std::string_view text, std::string_view directory);

  // `path` from the repository's root, without a slash at its end.
  [[nodiscard]] bool ignores(std::string_view path, bool is_directory) const;
  [[nodiscard]] bool has_patterns() const { return !patterns_.empty() || (below_ && below_->has_patterns()); }
  // The same for the same rules, and only for them.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  // Past the bounds on patterns and matching: then nothing more is known to be ignored.
  [[nodiscard]] bool exhausted() const { return exhausted_ || (below_ && below_->exhausted()); }

 private:
  struct Pattern {
    std::string directory;
    std::vector<std::string> parts;  // between slashes
    bool includes = false;
    bool directories_only = false;
  };

  [[nodiscard]] bool matches(const Pattern& pattern, std::string_view path, bool is_directory) const;
  [[nodiscard]] bool matches_parts(const Pattern& pattern, std::vector<std::string_view> names, bool is_directory) const;
  [[nodiscard]] bool matches_name(std::string_view pattern, std::string_view name) const;

  const IgnoreRules* below_ = nullptr;
  std::vector<Pattern> patterns_;
  std::string digest_;
  mutable std::size_t steps_ = 0;
  mutable bool exhausted_ = false;
};

}  // namespace safeops::flux
