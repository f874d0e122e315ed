#include "estate/psql_call.hpp"

#include <algorithm>
#include <string_view>

#include "estate/shell_output.hpp"
#include "estate/tool_command.hpp"
#include "flux/repository_path.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::string_view letters_with_value = "cdfFhLopPRTUv";

bool sets_on_error_stop(std::string_view value) {
  constexpr std::string_view name = "ON_ERROR_STOP";
  if (!value.starts_with(name)) return false;
  const std::string_view rest = value.substr(name.size());
  return rest.empty() || (rest.front() == '=' && rest != "=0" && rest != "=off" && rest != "=false");
}

// Long options may be cut short as long as no other begins so.
bool is_option(std::string_view word, std::string_view option, std::size_t least) {
  return word.size() >= least && option.starts_with(word);
}

class Options {
 public:
  Options(const std::vector<ShellWord>& words, std::size_t begin) : words_(&words), at_(begin) {}

  PsqlCall read() {
    while (at_ < words_->size()) {
      const ShellWord& word = (*words_)[at_++];
      const std::string_view text = word.value.text;
      if (text == "--") continue;  // between `kubectl cnpg psql` and what psql gets
      if (text.starts_with("--"))
        read_long(word);
      else if (text.size() > 1 && text[0] == '-')
        read_letters(word);
    }
    return std::move(call_);
  }

 private:
  // `-qX1c SQL`, `-cSQL`: the rest of the word is the value, or the next word.
  void read_letters(const ShellWord& word) {
    const std::string& text = word.value.text;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] == '1') call_.in_one_transaction = true;
      if (text[i] == 'l' || text[i] == 'V' || text[i] == '?') call_.only_informs = true;
      if (letters_with_value.find(text[i]) == std::string_view::npos) continue;
      return take(text[i], i + 1 < text.size() ? ShellWord{word.value.part(i + 1, text.size()), word.expands} : next());
    }
  }

  void read_long(const ShellWord& word) {
    const std::string& text = word.value.text;
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view option = std::string_view(text).substr(0, equals);
    if (is_option(option, "--single-transaction", 8)) call_.in_one_transaction = true;
    if (option == "--list" || option == "--version" || option == "--help") call_.only_informs = true;
    char letter = 0;
    if (is_option(option, "--command", 4)) letter = 'c';
    if (is_option(option, "--file", 4) && option != "--fi") letter = 'f';
    if (is_option(option, "--variable", 4) || is_option(option, "--set", 4)) letter = 'v';
    if (letter == 0) return;
    take(letter, equals < text.size() ? ShellWord{word.value.part(equals + 1, text.size()), word.expands} : next());
  }

  ShellWord next() { return at_ < words_->size() ? (*words_)[at_++] : ShellWord{}; }

  void take(char letter, ShellWord value) {
    if (letter == 'c')
      call_.statements.push_back(std::move(value));
    else if (letter == 'f')
      call_.files.push_back(std::move(value));
    else if (letter == 'v')
      call_.stops_on_error |= sets_on_error_stop(value.value.text);
  }

  const std::vector<ShellWord>* words_;
  std::size_t at_;
  PsqlCall call_;
};

// By its name, or by that of a variable whose value is not known: "$PSQL".
bool is_psql(const ShellWord& word) {
  const std::string& text = word.value.text;
  if (flux::base_name(text) == "psql") return true;
  return text.starts_with("_$") && text.size() < 40 && text::lower(text).find("psql") != std::string::npos;
}

}  // namespace

std::optional<PsqlCall> read_psql_call(const ShellCommand& command) {
  const auto& words = command.words;
  if (words.empty() || only_prints(command)) return {};
  const auto psql = std::find_if(words.begin(), words.end(), is_psql);
  if (psql == words.end() || !is_program_at(command, static_cast<std::size_t>(psql - words.begin()))) return {};
  return Options(words, static_cast<std::size_t>(psql - words.begin()) + 1).read();
}

PsqlUse read_psql_use(const std::vector<ShellCommand>& commands) {
  PsqlUse use;
  for (const ShellCommand& command : commands) {
    use.takes_all |= std::any_of(command.words.begin(), command.words.end(),
                                 [](const ShellWord& word) { return word.value.text.ends_with("*.sql"); });
    const auto call = read_psql_call(command);
    if (!call) continue;
    use.runs = true;
    use.in_one_transaction |= call->in_one_transaction;
    use.stops_on_error |= call->stops_on_error;
    use.asks_first |= std::any_of(call->statements.begin(), call->statements.end(), [](const ShellWord& statement) {
      return text::lower(statement.value.text).find("select ") != std::string::npos;
    });
  }
  return use;
}

}  // namespace safeops
