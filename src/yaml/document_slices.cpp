#include "yaml/document_slices.hpp"

#include <algorithm>

namespace safeops::yaml {
namespace {

enum class Line { start, end, blank, directive, content };

bool is_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && (line.size() == 3 || line[3] == ' ' || line[3] == '\t');
}

Line classify(std::string_view line, bool document_open) {
  if (is_marker(line, "---")) return Line::start;
  if (is_marker(line, "...")) return Line::end;
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos || line[first] == '#') return Line::blank;
  if (line[0] == '%' && !document_open) return Line::directive;
  return Line::content;
}

bool has_content_after_marker(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t", 3);
  return first != std::string_view::npos && line[first] != '#';
}

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {}

  std::vector<Slice> run() {
    std::size_t at = 0;
    while (text_.substr(at).starts_with("\xEF\xBB\xBF")) at += 3;  // yaml-cpp would drop one more by itself
    open(at);
    while (at < text_.size() && slices_.size() < limit_) {
      const std::size_t end = std::min(text_.find_first_of("\r\n", at), text_.size());
      take(at, text_.substr(at, end - at));
      at = end;
      if (text_.substr(at).starts_with("\r\n")) ++at;
      if (at < text_.size()) ++at;
    }
    if (slices_.size() < limit_) close(text_.size());
    return std::move(slices_);
  }

 private:
  void open(std::size_t at) {
    begin_ = at;
    marked_ = content_ = directives_ = false;
  }

  void close(std::size_t at) {
    if (!marked_ && !content_) return;
    slices_.push_back({{static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at)}, marked_, !content_});
  }

  void take(std::size_t at, std::string_view line) {
    switch (classify(line, marked_ || content_)) {
      case Line::start:
        if (marked_ || content_) {
          close(at);
          open(at);
        } else if (!directives_) {
          begin_ = at;
        }
        marked_ = true;
        content_ = has_content_after_marker(line);
        break;
      case Line::end:
        close(at);
        open(at + line.size());
        break;
      case Line::directive:
        directives_ = true;
        break;
      case Line::content:
        content_ = true;
        break;
      case Line::blank:
        break;
    }
  }

  std::string_view text_;
  std::size_t limit_;
  std::vector<Slice> slices_;
  std::size_t begin_ = 0;
  bool marked_ = false;
  bool content_ = false;
  bool directives_ = false;
};

}  // namespace

std::vector<Slice> split_documents(std::string_view text, std::size_t limit) {
  return Splitter(text, limit).run();
}

}  // namespace safeops::yaml
