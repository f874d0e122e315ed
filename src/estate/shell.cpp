#include "estate/shell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "estate/shell_output.hpp"

namespace safeops {
namespace {

constexpr int deepest = 8;  // command substitutions inside one another
constexpr std::size_t most_expanded = 1024 * 1024;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

bool ends_word(char c) {
  return is_blank(c) || c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '<' || c == '>';
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The length of NAME in front of `=`; 0 for every other word.
std::size_t assigned_name_length(std::string_view word) {
  std::size_t end = 0;
  while (end < word.size() && is_name_character(word[end])) ++end;
  const bool is_name = end > 0 && std::isdigit(static_cast<unsigned char>(word[0])) == 0;
  return is_name && end < word.size() && word[end] == '=' ? end : 0;
}

class Reader {
 public:
  Reader(const EmbeddedText& script, ShellVariables variables, std::set<std::string> ambiguous)
      : script_(&script), text_(script.text), variables_(std::move(variables)), ambiguous_(std::move(ambiguous)) {
    for (const std::string& name : ambiguous_) variables_.erase(name);
  }

  std::vector<ShellCommand> read() {
    read_commands(false);
    return std::move(commands_);
  }
  [[nodiscard]] const std::set<std::string>& ambiguous() const { return ambiguous_; }

 private:
  struct HereDocument {
    std::optional<std::size_t> command;  // none while the command is still being read
    std::string delimiter;
    bool expands;
    bool strips_tabs;
  };

  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  [[nodiscard]] std::uint32_t origin(std::size_t i) const { return script_->offset_in_node(static_cast<std::uint32_t>(i)); }

  void read_commands(bool to_parenthesis);
  void skip_blanks();
  void skip_arithmetic();
  void read_operator();
  void read_redirection();
  void read_input();
  void read_here_documents();
  void read_here_document(const HereDocument& document);
  [[nodiscard]] bool awaits_document() const { return !awaited_.empty() && !awaited_.back().command; }
  void end_command(bool piped = false);
  void take(ShellWord word);
  [[nodiscard]] bool is_set_elsewhere(std::string_view name) const;
  void add_word(ShellWord word);
  bool assign(const ShellWord& word);
  void forget(const std::string& name);

  ShellWord read_word();
  void read_single_quoted(ShellWord& word);
  void read_ansi_quoted(ShellWord& word);
  void read_double_quoted(ShellWord& word);
  void read_backslash(ShellWord& word, std::string_view escapable);
  void read_expansion(ShellWord& word, bool quoted);
  void read_substitution(ShellWord& word, std::size_t begin, char close);
  void skip_substitution(char close);
  void put(ShellWord& word, std::size_t length = 1);
  void put_placeholder(ShellWord& word, std::size_t begin, std::string_view name);

  const EmbeddedText* script_;
  std::string_view text_;
  ShellVariables variables_;
  std::set<std::string> ambiguous_;  // set twice, or by a loop or `read`
  int depth_ = 0;
  std::size_t at_ = 0;
  std::size_t expanded_ = 0;  // bytes put in for variables: each may double the one before
  ShellCommand command_;
  std::vector<ShellCommand> commands_;
  std::vector<HereDocument> awaited_;
};

void Reader::read_commands(bool to_parenthesis) {
  int open = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (to_parenthesis && c == ')' && open == 0) break;
    if (c == '(' || c == ')') open += c == '(' ? 1 : -1;
    if (is_blank(c) || (c == '\\' && at(at_ + 1) == '\n')) {
      skip_blanks();
    } else if (c == '#') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else if (c == '<' || c == '>' || (c == '&' && at(at_ + 1) == '>')) {
      if (c == '&') ++at_;
      read_redirection();
    } else if (c == '(' && at(at_ + 1) == '(') {
      --open;
      skip_arithmetic();
    } else if (ends_word(c)) {
      read_operator();
    } else {
      take(read_word());
    }
  }
  end_command();
}

void Reader::skip_arithmetic() {
  at_ = std::min(std::min(text_.find("))", at_), text_.find('\n', at_)), text_.size());
  if (at(at_) == ')') at_ += 2;
}

void Reader::skip_blanks() {
  while (is_blank(at(at_)) || (at(at_) == '\\' && at(at_ + 1) == '\n')) at_ += at(at_) == '\\' ? 2 : 1;
}

void Reader::read_operator() {
  const char c = text_[at_++];
  const bool twice = at(at_) == c && c != '\n' && c != '(' && c != ')';
  if (twice || (c == '|' && at(at_) == '&')) ++at_;
  const bool goes_on = c == '\n' && command_.words.empty() && command_.piped && !awaits_document();  // `a |` and a new line
  if (!goes_on) end_command(c == '|' && !twice);
  if (c == '\n') read_here_documents();
}

void Reader::end_command(bool piped) {
  const bool is_empty = command_.words.empty() && !command_.input && !command_.file;
  if (is_empty && !awaits_document() && !command_.piped) return;
  for (HereDocument& document : awaited_)
    if (!document.command) document.command = commands_.size();
  commands_.push_back(std::move(command_));
  command_ = {};
  if (piped) command_.piped = commands_.size() - 1;
}

// In front of a command, or after `export` and its like, NAME=value is an assignment.
bool Reader::assign(const ShellWord& word) {
  constexpr std::array declaring = {"export", "local", "readonly", "declare", "typeset"};
  const auto declares = [&] {
    const std::string& first = command_.words.front().value.text;
    return std::any_of(declaring.begin(), declaring.end(), [&](const char* name) { return first == name; });
  };
  if (!(command_.words.empty() || declares())) return false;
  const std::string& text = word.value.text;
  if (const std::size_t plus = text.find("+="); plus != text.npos && assigned_name_length(text.substr(0, plus) + "=") > 0) {
    forget(text.substr(0, plus));
    return true;
  }
  const std::size_t length = assigned_name_length(text);
  if (length == 0) return false;
  const std::string name = text.substr(0, length);
  EmbeddedText value = word.value.part(length + 1, text.size());
  const auto known = variables_.find(name);
  if (word.expands || (known != variables_.end() && known->second.text != value.text))
    forget(name);
  else if (!ambiguous_.contains(name))
    variables_.insert_or_assign(name, std::move(value));
  return true;
}

void Reader::forget(const std::string& name) {
  variables_.erase(name);
  ambiguous_.insert(name);
}

// What an unquoted variable holds is as many words as it says.
void Reader::add_word(ShellWord word) {
  const std::string& text = word.value.text;
  for (std::size_t begin = 0; word.splits && begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    if (end > begin) command_.words.push_back({.value = word.value.part(begin, end), .expands = word.expands});
    begin = end + 1;
  }
  if (!word.splits) command_.words.push_back(std::move(word));
}

// `for NAME in`, `while read -r NAME`
bool Reader::is_set_elsewhere(std::string_view name) const {
  constexpr std::size_t most_in_front = 4;
  const auto& words = command_.words;
  const auto says = [&](std::string_view program) {
    const auto end = words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), most_in_front));
    return std::any_of(words.begin(), end, [&](const ShellWord& word) { return word.value.text == program; });
  };
  if (name.starts_with('-')) return false;
  return (words.size() == 1 && words[0].value.text == "for") || (!words.empty() && says("read"));
}

void Reader::take(ShellWord word) {
  const std::string& text = word.value.text;
  const bool is_descriptor = (at(at_) == '<' || at(at_) == '>') && !text.empty() && text.size() < 3 &&
                             std::isdigit(static_cast<unsigned char>(text[0])) != 0;
  if (is_descriptor || assign(word)) return;
  if (is_set_elsewhere(text)) forget(text);
  add_word(std::move(word));
}

void Reader::read_redirection() {
  const bool reads = text_[at_] == '<';
  if (reads && at(at_ + 1) != '(' && at(at_ + 1) != '&' && at(at_ + 1) != '>') return read_input();
  ++at_;
  while (at(at_) == '>' || at(at_) == '&' || at(at_) == '|') ++at_;
  if (at(at_) == '(') return;  // process substitution: its commands are read like all others
  skip_blanks();
  if (ends_word(at(at_)) || at_ == text_.size()) return;
  ShellWord file = read_word();
  if (!reads && !std::isdigit(static_cast<unsigned char>(file.value.text.empty() ? 'x' : file.value.text[0])))
    command_.output = std::move(file);
}

void Reader::read_input() {
  const bool is_string = text_.substr(at_, 3) == "<<<";
  const bool is_document = !is_string && text_.substr(at_, 2) == "<<";
  const bool strips_tabs = is_document && at(at_ + 2) == '-';
  at_ += is_string || strips_tabs ? 3 : (is_document ? 2 : 1);
  skip_blanks();
  if (at_ == text_.size() || ends_word(text_[at_])) return;
  const std::size_t begin = at_;
  ShellWord word = read_word();
  if (is_string) {
    command_.input = std::move(word);
  } else if (is_document) {
    const bool quoted = text_.substr(begin, at_ - begin).find_first_of("'\"\\") != std::string_view::npos;
    awaited_.push_back({{}, std::move(word.value.text), !quoted, strips_tabs});
  } else {
    command_.file = std::move(word);
  }
}

void Reader::read_here_documents() {
  for (const HereDocument& document : std::exchange(awaited_, {})) read_here_document(document);
}

void Reader::read_here_document(const HereDocument& document) {
  ShellWord body;
  body.value.node = script_->node;
  while (at_ < text_.size()) {
    if (document.strips_tabs)
      while (at(at_) == '\t') ++at_;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    if (text_.substr(at_, end - at_) == document.delimiter) {
      at_ = std::min(end + 1, text_.size());
      break;
    }
    while (at_ < text_.size() && text_[at_] != '\n') {
      if (document.expands && text_[at_] == '\\')
        read_backslash(body, "$`\\\n");
      else if (document.expands && (text_[at_] == '$' || text_[at_] == '`'))
        read_expansion(body, true);
      else
        put(body);
    }
    if (at_ < text_.size()) put(body);
  }
  commands_[*document.command].input = std::move(body);
}

ShellWord Reader::read_word() {
  ShellWord word;
  word.value.node = script_->node;
  while (at_ < text_.size() && !ends_word(text_[at_])) {
    const char c = text_[at_];
    if (c == '\'')
      read_single_quoted(word);
    else if (c == '"')
      read_double_quoted(word);
    else if (c == '\\')
      read_backslash(word, {});
    else if (c == '$' && at(at_ + 1) == '\'')
      read_ansi_quoted(word);
    else if (c == '$' || c == '`')
      read_expansion(word, false);
    else
      put(word);
  }
  return word;
}

void Reader::put(ShellWord& word, std::size_t length) {
  word.value.append(text_.substr(at_, length), origin(at_));
  at_ = std::min(at_ + length, text_.size());
}

void Reader::put_placeholder(ShellWord& word, std::size_t begin, std::string_view name) {
  word.value.append(fmt::format("_${}", name), origin(begin));
  word.expands = true;
}

void Reader::read_single_quoted(ShellWord& word) {
  const std::size_t close = std::min(text_.find('\'', ++at_), text_.size());
  put(word, close - at_);
  at_ = std::min(at_ + 1, text_.size());
}

void Reader::read_ansi_quoted(ShellWord& word) {
  at_ += 2;
  while (at_ < text_.size() && text_[at_] != '\'') {
    if (text_[at_] != '\\') {
      put(word);
      continue;
    }
    const char c = at(at_ + 1);
    const char meant = c == 'n' ? '\n' : (c == 't' ? '\t' : c);
    word.value.append(std::string_view(&meant, 1), origin(at_));
    at_ = std::min(at_ + 2, text_.size());
  }
  at_ = std::min(at_ + 1, text_.size());
}

void Reader::read_double_quoted(ShellWord& word) {
  ++at_;
  while (at_ < text_.size() && text_[at_] != '"') {
    if (text_[at_] == '\\')
      read_backslash(word, "$`\"\\\n");
    else if (text_[at_] == '$' || text_[at_] == '`')
      read_expansion(word, true);
    else
      put(word);
  }
  at_ = std::min(at_ + 1, text_.size());
}

// `escapable`: what loses its meaning behind a backslash here, everything if empty; in front of the rest the backslash stays.
void Reader::read_backslash(ShellWord& word, std::string_view escapable) {
  const char next = at(at_ + 1);
  if (!escapable.empty() && escapable.find(next) == std::string_view::npos) return put(word);
  ++at_;
  if (next == '\n')
    at_ = std::min(at_ + 1, text_.size());
  else if (at_ < text_.size())
    put(word);
}

void Reader::read_expansion(ShellWord& word, bool quoted) {
  const std::size_t begin = at_;
  if (text_[at_] == '`') return read_substitution(word, begin + 1, '`');
  if (at(at_ + 1) == '(') return read_substitution(word, begin + 2, ')');
  if (at(at_ + 1) == '$') return put(word, 2);  // its process id; who writes it before SQL means a quote
  const bool braced = at(at_ + 1) == '{';
  std::size_t end = at_ + (braced ? 2 : 1);
  const std::size_t name_begin = end;
  while (is_name_character(at(end))) ++end;
  const std::string_view name = text_.substr(name_begin, end - name_begin);
  const bool is_special = !braced && (at(end) == '@' || at(end) == '*' || at(end) == '?');
  if (!braced && name.empty() && !is_special) return put(word);
  const bool is_plain = !braced || at(end) == '}';
  if (braced) end = std::min(text_.find('}', end), text_.size() - 1);
  at_ = braced || is_special ? end + 1 : end;
  const auto known = variables_.find(name);
  if (!is_plain || known == variables_.end()) return put_placeholder(word, begin, name.empty() ? "arguments" : name);
  const EmbeddedText& value = known->second;
  const std::size_t cost = value.text.size() + 8 * value.stretches.size();
  if (cost > most_expanded - expanded_) return put_placeholder(word, begin, name);
  expanded_ += cost;
  word.splits |= !quoted && value.text.find_first_of(" \t\n") != std::string::npos;
  word.value.append(value);
}

// The commands of $(...) and `...` are listed before the one that uses what they print.
void Reader::read_substitution(ShellWord& word, std::size_t begin, char close) {
  const std::size_t mark = begin - (close == ')' ? 2 : 1);
  at_ = begin;
  if (depth_ == deepest) {
    skip_substitution(close);
    return put_placeholder(word, mark, "output");
  }
  ShellCommand outer = std::exchange(command_, {});
  std::vector<HereDocument> outer_awaited = std::exchange(awaited_, {});
  const std::string_view whole = text_;
  const std::size_t first = commands_.size();
  ++depth_;
  if (close == '`') {
    skip_substitution(close);
    text_ = text_.substr(0, std::max(at_, begin + 1) - 1);
    at_ = begin;
  }
  read_commands(close == ')');
  --depth_;
  text_ = whole;
  at_ = std::min(at_ + 1, text_.size());
  command_ = std::move(outer);
  awaited_ = std::move(outer_awaited);
  const auto printed = commands_.size() == first + 1 ? output_of(commands_.back()) : std::nullopt;
  if (!printed || printed->expands) return put_placeholder(word, mark, "output");
  word.value.append(printed->value);
}

// To behind the mark that closes it, or to the end.
void Reader::skip_substitution(char close) {
  for (int open = 0; at_ < text_.size();) {
    const char c = text_[at_++];
    if (c == '\\') at_ = std::min(at_ + 1, text_.size());
    if (c == close && open == 0) return;
    if (close == ')' && (c == '(' || c == ')')) open += c == '(' ? 1 : -1;
  }
}

}  // namespace

std::vector<ShellCommand> read_shell(const EmbeddedText& script, const ShellVariables& variables) {
  Reader first(script, variables, {});
  std::vector<ShellCommand> commands = first.read();
  return first.ambiguous().empty() ? commands : Reader(script, variables, first.ambiguous()).read();
}

}  // namespace safeops
