#include "flux/json_text.hpp"

namespace safeops::flux {
namespace {

constexpr int deepest = 200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  bool run() {
    const bool valid = value(0);
    skip_blanks();
    return valid && at_ == text_.size();
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool take(char c) {
    skip_blanks();
    const bool here = peek() == c;
    if (here) ++at_;
    return here;
  }
  bool take_word(std::string_view word) {
    const bool here = text_.substr(at_).starts_with(word);
    if (here) at_ += word.size();
    return here;
  }

  bool value(int depth) {
    skip_blanks();
    if (depth > deepest) return false;
    switch (peek()) {
      case '{':
        return list('}', [&] { return string() && take(':') && value(depth + 1); });
      case '[':
        return list(']', [&] { return value(depth + 1); });
      case '"':
        return string();
      default:
        return take_word("true") || take_word("false") || take_word("null") || number();
    }
  }

  template <typename Item>
  bool list(char close, const Item& item) {
    ++at_;
    if (take(close)) return true;
    do {
      if (!item()) return false;
    } while (take(','));
    return take(close);
  }

  bool string() {
    if (!take('"')) return false;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] == '\\') ++at_;
    }
    return take('"');
  }

  bool digits() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ > begin;
  }

  bool number() {
    if (peek() == '-') ++at_;
    const std::size_t first = at_;
    if (!digits() || (text_[first] == '0' && at_ > first + 1)) return false;
    if (peek() == '.' && (++at_, !digits())) return false;
    if ((peek() | 0x20) != 'e') return true;
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    return digits();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_json(std::string_view text) {
  return Checker(text).run();
}

}  // namespace safeops::flux
