#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace safeops::flux {

// What becomes of a value on its way through kustomize, which writes every object as YAML, reads that, writes it as JSON and that
// as YAML again.

// A plain integer or floating number, of any size, in decimal. None for what JSON has no number for.
std::optional<std::string> printed_number(std::string_view text);

// A number as a JSON patch leaves it in the objects it touches: a double, with an exponent from a million on.
std::string patched_number(std::string_view text);

// A plain text that is a date or a time, as the full time it is read as. None for any other text.
std::optional<std::string> printed_time(std::string_view text);

// A text in a folded block (`>`): kustomize's YAML library writes one line break too many before an indented line and at an end
// that is kept.
std::string printed_folded(std::string_view text);

}  // namespace safeops::flux
