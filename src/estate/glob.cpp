#include "estate/glob.hpp"

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

}  // namespace

bool wildcard_matches(std::string_view pattern, std::string_view path) {
  const auto tokens = tokenize(pattern);
  std::vector<char> reachable(tokens.size() + 1, 0);
  auto skip_runs = [&] {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (reachable[i] && is_run(tokens[i])) reachable[i + 1] = 1;
    }
  };
  reachable[0] = 1;
  skip_runs();
  for (const char c : path) {
    std::vector<char> next(tokens.size() + 1, 0);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (reachable[i] && accepts(tokens[i], c)) next[is_run(tokens[i]) ? i : i + 1] = 1;
    }
    reachable.swap(next);
    skip_runs();
  }
  return reachable.back();
}

bool glob_matches(std::string_view pattern, std::string_view path) {
  pattern = trimmed(pattern);
  if (pattern.find_first_of("*?") != std::string_view::npos) return wildcard_matches(pattern, path);
  return pattern.empty() || path == pattern || (path.starts_with(pattern) && path[pattern.size()] == '/');
}

}  // namespace safeops
