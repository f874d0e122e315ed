#include "report/page.hpp"

#include <algorithm>
#include <cctype>

namespace safeops::report {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

bool is_fence(std::string_view line) {
  return trimmed(line).starts_with("```");
}

bool is_heading(std::string_view line) {
  return line.starts_with('#') && line.find_first_not_of('#') < line.size() && line[line.find_first_not_of('#')] == ' ';
}

bool is_numbered(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && line.substr(digits).starts_with(". ");
}

// Begins a line of its own even without a blank line before it.
bool stands_alone(std::string_view line) {
  return line.starts_with("- ") || line.starts_with("* ") || line.starts_with('|') || is_numbered(line);
}

// `[text](target)` at the start of `rest`: how long it is, and its text. Length 0: it is no link.
struct Link {
  std::size_t length = 0;
  std::string_view text;
};

Link link_at(std::string_view rest) {
  const std::size_t middle = rest.find("](");
  if (!rest.starts_with('[') || middle == std::string_view::npos || rest.find('[', 1) < middle) return {};
  const std::size_t end = rest.find(')', middle);
  if (end == std::string_view::npos) return {};
  return {end + 1, rest.substr(1, middle - 1)};
}

void append_inline(std::string& out, std::string_view line) {
  while (!line.empty()) {
    std::size_t taken = 1;
    if (const Link link = link_at(line); link.length > 0) {
      append_inline(out, link.text);
      taken = link.length;
    } else if (line.starts_with("**")) {
      taken = 2;
    } else if (line.front() != '`') {
      out += line.front();
    }
    line.remove_prefix(taken);
  }
}

class PlainText {
 public:
  void add(std::string_view line) {
    if (is_fence(line)) {
      in_code_ = !in_code_;
      separate();
    } else if (in_code_) {
      add_code(line);
    } else if (trimmed(line).empty()) {
      separate();
    } else if (is_heading(line)) {
      separate();
      add_words(trimmed(line.substr(line.find_first_not_of('#'))));
      separate();
    } else {
      add_words(trimmed(line));
    }
  }
  std::string take() && { return std::move(out_); }

 private:
  void separate() { paragraph_ended_ = !out_.empty(); }

  void begin_line(bool alone) {
    if (paragraph_ended_)
      out_ += "\n\n";
    else if (!out_.empty())
      out_ += alone ? '\n' : ' ';
    paragraph_ended_ = false;
  }

  void add_code(std::string_view line) {
    begin_line(true);
    if (!trimmed(line).empty()) out_.append("    ").append(line);
  }

  void add_words(std::string_view line) {
    begin_line(stands_alone(line));
    append_inline(out_, line);
  }

  std::string out_;
  bool in_code_ = false;
  bool paragraph_ended_ = false;
};

}  // namespace

std::string_view Page::section(std::string_view heading) const {
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const Section& one) { return one.heading == heading; });
  return found == sections.end() ? std::string_view{} : found->body;
}

Page read_page(std::string_view markdown) {
  Page page;
  bool in_code = false;
  const char* body_begin = markdown.data();
  const auto end_section = [&](const char* end) {
    if (!page.sections.empty()) page.sections.back().body = trimmed({body_begin, static_cast<std::size_t>(end - body_begin)});
  };
  for (std::string_view rest = markdown; !rest.empty();) {
    const std::string_view line = take_line(rest);
    if (is_fence(line)) in_code = !in_code;
    if (in_code) continue;
    if (line.starts_with("# ") && page.title.empty()) page.title = trimmed(line.substr(2));
    if (!line.starts_with("## ")) continue;
    end_section(line.data());
    page.sections.push_back({trimmed(line.substr(3)), {}});
    body_begin = line.data() + line.size();
  }
  end_section(markdown.data() + markdown.size());
  return page;
}

std::string plain_text(std::string_view markdown) {
  PlainText text;
  while (!markdown.empty()) text.add(take_line(markdown));
  return std::move(text).take();
}

}  // namespace safeops::report
