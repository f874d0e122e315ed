#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace safeops::report {

// A rule's README.md: its title and its sections ("What it flags", "Why it hurts", "Do this instead", "When it is fine"). Views
// into the Markdown it was read from.
struct Page {
  struct Section {
    std::string_view heading;
    std::string_view body;  // Markdown, without blank lines around it
  };
  std::string_view title;
  std::vector<Section> sections;

  [[nodiscard]] std::string_view section(std::string_view heading) const;  // its body; empty when there is none
};

Page read_page(std::string_view markdown);

// Markdown as plain text, for a terminal or a field that takes no markup: paragraphs on one line each, code indented by four,
// links by their text.
std::string plain_text(std::string_view markdown);

}  // namespace safeops::report
