#include "estate/glob.hpp"

#include <algorithm>
#include <vector>

namespace safeops {
namespace {

struct Token {
  enum class Kind { literal, any_char, any_run, any_path };
  Kind kind;
  char literal;
};

std::vector<Token> tokenize(std::string_view pattern) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '?') {
      tokens.push_back({Token::Kind::any_char, 0});
    } else if (pattern[i] != '*') {
      tokens.push_back({Token::Kind::literal, pattern[i]});
    } else if (i + 1 < pattern.size() && pattern[i + 1] == '*') {
      tokens.push_back({Token::Kind::any_path, 0});
      ++i;
      if (i + 1 < pattern.size() && pattern[i + 1] == '/') ++i;  // "**/" also matches no directory at all
    } else {
      tokens.push_back({Token::Kind::any_run, 0});
    }
  }
  return tokens;
}

bool accepts(const Token& token, char c) {
  switch (token.kind) {
    case Token::Kind::literal:
      return c == token.literal;
    case Token::Kind::any_char:
    case Token::Kind::any_run:
      return c != '/';
    case Token::Kind::any_path:
      return true;
  }
  return false;
}

bool is_run(const Token& token) {
  return token.kind == Token::Kind::any_run || token.kind == Token::Kind::any_path;
}

std::string_view trimmed(std::string_view pattern) {
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

// The states a pattern can be in after some characters: state i waits to match token i.
class States {
 public:
  explicit States(const std::vector<Token>& tokens) : tokens_(tokens), reachable_(tokens.size() + 1), next_(tokens.size() + 1) {
    enter(reachable_, 0);
    prune();
  }

  void advance(char c) {
    std::fill(next_.begin() + static_cast<std::ptrdiff_t>(first_), next_.end(), char{0});
    const std::size_t end = std::min(last_ + 1, tokens_.size());
    for (std::size_t i = first_; i < end; ++i) {
      if (reachable_[i] && accepts(tokens_[i], c)) enter(next_, is_run(tokens_[i]) ? i : i + 1);
    }
    reachable_.swap(next_);
    prune();
  }

  [[nodiscard]] bool accepted() const { return reachable_.back(); }

 private:
  // A run may match nothing, so what follows it is reached with it.
  void enter(std::vector<char>& states, std::size_t i) {
    states[i] = 1;
    while (i < tokens_.size() && is_run(tokens_[i])) states[++i] = 1;
    last_ = std::max(last_, i);
  }

  // Whatever an earlier state can match by way of a run, that run matches too, if nothing before it can pass a slash it cannot.
  void prune() {
    for (std::size_t i = std::min(last_ + 1, tokens_.size()); i > first_; --i) {
      const Token& token = tokens_[i - 1];
      if (!reachable_[i - 1] || !is_run(token)) continue;
      if (token.kind == Token::Kind::any_run && passes_slash(first_, i - 1)) continue;
      first_ = i - 1;
      return;
    }
  }

  [[nodiscard]] bool passes_slash(std::size_t from, std::size_t to) const {
    return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(from), tokens_.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const Token& token) { return token.kind == Token::Kind::any_path || token.literal == '/'; });
  }

  const std::vector<Token>& tokens_;
  std::vector<char> reachable_;
  std::vector<char> next_;
  std::size_t first_ = 0;  // no state before it counts
  std::size_t last_ = 0;   // none after it is reached
};

}  // namespace

bool wildcard_matches(std::string_view pattern, std::string_view path) {
  const auto tokens = tokenize(pattern);
  States states(tokens);
  for (const char c : path) states.advance(c);
  return states.accepted();
}

bool glob_matches(std::string_view pattern, std::string_view path) {
  pattern = trimmed(pattern);
  if (pattern.find_first_of("*?") != std::string_view::npos) return wildcard_matches(pattern, path);
  return pattern.empty() || path == pattern || (path.starts_with(pattern) && path[pattern.size()] == '/');
}

}  // namespace safeops
