#include "estate/psql_call.hpp"

#include <algorithm>
#include <cctype>

#include "text/letter_case.hpp"

namespace safeops {
namespace {

bool ends_word(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == '"' || c == '\'' || c == ';' || c == '&' || c == '|' ||
         c == '(' || c == ')';
}

// -1, also among other letters: -qX1f.
bool is_single_transaction(std::string_view word) {
  if (word == "--single-transaction") return true;
  if (word.size() < 2 || word.size() > 6 || word[0] != '-' || word.find('1') == word.npos) return false;
  return std::all_of(word.begin() + 1, word.end(),
                     [](char c) { return c == '1' || std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

bool sets_on_error_stop(std::string_view word) {
  constexpr std::string_view name = "ON_ERROR_STOP";
  const std::size_t at = word.find(name);
  if (at == word.npos) return false;
  const std::string_view value = word.substr(at + name.size());
  return value.empty() || (value.front() == '=' && value != "=0" && value != "=off" && value != "=false");
}

}  // namespace

PsqlCall read_psql_call(std::string_view command) {
  PsqlCall call;
  for (std::size_t begin = 0; begin < command.size();) {
    const auto end = static_cast<std::size_t>(
        std::find_if(command.begin() + static_cast<std::ptrdiff_t>(begin), command.end(), ends_word) - command.begin());
    const std::string_view word = command.substr(begin, end - begin);
    call.runs |= word == "psql" || word.ends_with("/psql");
    call.asks_first |= text::lower(word) == "select";
    call.in_one_transaction |= is_single_transaction(word);
    call.stops_on_error |= sets_on_error_stop(word);
    call.takes_all |= word.ends_with("*.sql");
    begin = end + 1;
  }
  return call;
}

}  // namespace safeops
