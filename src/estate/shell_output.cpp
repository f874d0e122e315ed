#include "estate/shell_output.hpp"

#include <algorithm>

#include "flux/repository_path.hpp"

namespace safeops {
namespace {

constexpr std::size_t longest_output = 4'000'000;

// What a letter behind a backslash stands for: "\n" for 'n'. Empty for one that is not known, as an octal digit.
std::string_view escaped(char letter, bool all) {
  switch (letter) {
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case 'r':
      return "\r";
    case '\\':
      return all ? "\\" : "\\\\";
    case '"':
      return all ? "\"" : "\\\"";
    default:
      return "";
  }
}

std::string_view program_of(const ShellCommand& command) {
  return command.words.empty() ? std::string_view{} : flux::base_name(command.words.front().value.text);
}

class Printer {
 public:
  void append(const ShellWord& word) {
    out_.value.append(word.value);
    out_.expands |= word.expands;
  }
  void append(const EmbeddedText& text, std::size_t begin, std::size_t end) { out_.value.append(text.part(begin, end)); }
  void append(const EmbeddedText& text, std::size_t at, std::size_t length, std::string_view instead) {
    EmbeddedText one = text.part(at, at + length);
    one.text = instead;
    out_.value.append(one);
  }
  // False where an escape is not known. `all`: also those that only `echo -e` and printf take away.
  bool append_escaped(const EmbeddedText& text, std::size_t begin, std::size_t end, bool all) {
    for (std::size_t at = text.text.find('\\', begin); at < end && at + 1 < end; at = text.text.find('\\', begin)) {
      append(text, begin, at);
      const std::string_view instead = escaped(text.text[at + 1], all);
      if (instead.empty() && all) return false;
      if (instead.empty())
        append(text, at, at + 2);
      else
        append(text, at, 2, instead);
      begin = at + 2;
    }
    append(text, begin, end);
    return true;
  }
  void append_blank() { out_.value.text += ' '; }
  void note(const ShellWord& word) { out_.expands |= word.expands; }
  [[nodiscard]] bool is_long() const { return out_.value.text.size() > longest_output; }
  ShellWord take() && { return std::move(out_); }

 private:
  ShellWord out_;
};

bool is_echo_option(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && word.find_first_not_of("neE", 1) == word.npos;
}

std::optional<ShellWord> echoed(const std::vector<ShellWord>& words) {
  Printer printer;
  bool all = false;
  std::size_t i = 1;
  for (; i < words.size() && is_echo_option(words[i].value.text); ++i) all |= words[i].value.text.find('e') != std::string::npos;
  for (std::size_t first = i; i < words.size(); ++i) {
    const EmbeddedText& text = words[i].value;
    if (i != first) printer.append_blank();
    if (!printer.append_escaped(text, 0, text.text.size(), all)) return {};
    printer.note(words[i]);
  }
  return std::move(printer).take();
}

// Prints the format once; false where it says what is not known here. `next` is the argument to come.
bool print_format(const ShellWord& format, const std::vector<ShellWord>& words, std::size_t& next, Printer& printer) {
  const EmbeddedText& text = format.value;
  std::size_t begin = 0;
  for (std::size_t at = text.text.find('%'); at != text.text.npos; at = text.text.find('%', begin)) {
    if (!printer.append_escaped(text, begin, at, true)) return false;
    const char conversion = at + 1 < text.text.size() ? text.text[at + 1] : '\0';
    if (conversion == '%')
      printer.append(text, at, at + 1);
    else if (conversion != 's' && conversion != 'd')
      return false;
    else if (next < words.size())
      printer.append(words[next++]);
    begin = at + 2;
  }
  printer.note(format);
  return printer.append_escaped(text, begin, text.text.size(), true);
}

// The format is used again as long as there are arguments.
std::optional<ShellWord> formatted(const std::vector<ShellWord>& words) {
  const std::size_t format = words.size() > 1 && words[1].value.text == "--" ? 2 : 1;
  if (format >= words.size() || words[format].value.text.starts_with('-')) return {};
  Printer printer;
  std::size_t next = format + 1;
  for (std::size_t before = 0; before != next;) {
    before = next;
    if (!print_format(words[format], words, next, printer) || printer.is_long()) return {};
    if (next == words.size()) break;
  }
  return std::move(printer).take();
}

}  // namespace

bool only_prints(const ShellCommand& command) {
  const std::string_view program = program_of(command);
  return program == "echo" || program == "printf" || program == "cat";
}

std::optional<ShellWord> output_of(const ShellCommand& command) {
  const std::string_view program = program_of(command);
  if (program == "cat" && command.words.size() == 1) return command.input;
  if (program == "echo") return echoed(command.words);
  if (program == "printf") return formatted(command.words);
  return {};
}

}  // namespace safeops
