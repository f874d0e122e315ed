#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/excerpt.hpp"
#include "text/escape.hpp"

namespace safeops::report {

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string and_more(std::size_t number, std::string_view noun) {
  return fmt::format("and {} more {}{}", number, noun, number == 1 ? "" : "s");
}

std::span<const Related> shown_related(const Finding& finding) {
  constexpr std::size_t most = 20;
  return std::span(finding.related).first(std::min(most, finding.related.size()));
}

std::size_t related_left_out(const Finding& finding) {
  return finding.related.size() - shown_related(finding).size();
}

std::string_view severity(const Judged& judged) {
  return judged.hard_stop ? "stop" : to_string(judged.level);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    out += text.substr(0, at);
    out += to;
    text.remove_prefix(at + from.size());
  }
  return out += text;
}

std::string without_commands(std::string_view text) {
  return replaced(text, "##[", "##(");
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
