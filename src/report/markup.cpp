#include "report/markup.hpp"

#include <fmt/format.h>

#include <iterator>

#include "report/words.hpp"

namespace safeops::report {
namespace {

constexpr std::string_view special = "&<>|`[]*_~\\#@$";

bool begins_authority(std::string_view text, std::size_t offset) {
  return text.substr(offset, 3) == "://";
}

}  // namespace

std::string escape_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (special.find(text[i]) != std::string_view::npos || begins_authority(text, i))
      fmt::format_to(std::back_inserter(out), "&#{};", static_cast<unsigned char>(text[i]));
    else
      out += text[i];
  }
  return out;
}

std::string markup_text(std::string_view bytes) {
  return escape_markup(shown(bytes));
}

std::string markup_code(std::string_view bytes) {
  return fmt::format("<code>{}</code>", markup_text(bytes));
}

}  // namespace safeops::report
