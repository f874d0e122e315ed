#pragma once

#include <string>
#include <string_view>

namespace safeops::report {

// A string from the repository as text in GitHub Markdown, in its tables and in HTML alike: whatever means something there (also
// mentions, autolinks and maths) is a character reference.
std::string markup_text(std::string_view bytes);

// The same without making controls visible or cutting: for text that is already safe to print.
std::string escape_markup(std::string_view text);

// Monospaced, in Markdown and in HTML.
std::string markup_code(std::string_view bytes);

}  // namespace safeops::report
