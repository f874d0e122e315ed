#include "report/words.hpp"

#include <fmt/format.h>

#include "report/excerpt.hpp"
#include "text/escape.hpp"

namespace safeops::report {

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string_view severity(const Judged& judged) {
  return judged.hard_stop ? "stop" : to_string(judged.level);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t i = text.find(from); i != std::string::npos; i = text.find(from, i + to.size()))
    text.replace(i, from.size(), to);
  return text;
}

std::string without_commands(std::string text) {
  return replaced(std::move(text), "##[", "##(");
}

std::string shown(std::string_view bytes) {
  constexpr std::size_t longest = 1000;
  if (bytes.size() <= longest) return without_commands(text::visible(bytes));
  return without_commands(text::visible(bytes.substr(0, character_begin(bytes, longest)))) + "...";
}

std::string sentence(std::string_view bytes) {
  std::string text = shown(bytes);
  if (!text.empty() && std::string_view(".!?:").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

std::string spot(const text::Place& place) {
  return place ? fmt::format("{}:{}", spot_line(place), place.start().column) : std::string{};
}

std::string spot_line(const text::Place& place) {
  return place ? fmt::format("{}:{}", shown(place.path()), place.start().line) : std::string{};
}

}  // namespace safeops::report
