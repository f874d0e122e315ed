#include "report/paint.hpp"

#include <fmt/format.h>

namespace safeops::report {
namespace {

std::string_view sgr(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "\x1b[1m";
    case Style::red:
      return "\x1b[1;31m";
    case Style::green:
      return "\x1b[1;32m";
    case Style::yellow:
      return "\x1b[1;33m";
    case Style::blue:
      return "\x1b[1;34m";
  }
  return "";
}

}  // namespace

Style style_of(Level level) {
  switch (level) {
    case Level::error:
      return Style::red;
    case Level::warning:
      return Style::yellow;
    case Level::note:
      return Style::blue;
  }
  return Style::plain;
}

Style style_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::go:
      return Style::green;
    case Outcome::no_go:
      return Style::red;
    case Outcome::could_not_inspect:
      return Style::yellow;
  }
  return Style::plain;
}

std::string Paint::operator()(Style style, std::string_view text) const {
  if (!on_ || style == Style::plain || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", sgr(style), text);
}

}  // namespace safeops::report
