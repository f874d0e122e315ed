#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "yaml/document_slices.hpp"
#include "yaml/documents.hpp"
#include "yaml/tree_builder.hpp"

namespace safeops::yaml {
namespace {

constexpr std::size_t most_reread = 1024 * 1024;  // bytes of one file, for aliases that are keys

class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // get area only: nothing writes through it
    setg(begin, begin, begin + text.size());
  }
};

// Any further document yaml-cpp finds where there should be none.
class ExtraContent final : public YAML::EventHandler {
 public:
  explicit ExtraContent(int& position) : position_(&position) {}
  void OnDocumentStart(const YAML::Mark& mark) override { *position_ = mark.pos; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  int* position_;
};

bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

// yaml-cpp knows no lone CR, which is a line break all the same; it is as long as an LF, so positions stay right.
std::string with_line_feeds(std::string_view text) {
  std::string result(text);
  for (std::size_t at = 0; at < result.size(); ++at)
    if (result[at] == '\r' && (at + 1 == result.size() || result[at + 1] != '\n')) result[at] = '\n';
  return result;
}

text::Span rest_of_line(const text::Source& source, std::size_t at) {
  const std::string_view text = source.text();
  const std::size_t begin = std::min(at, text.size());
  const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Problem syntax_problem(const text::Source& source, std::size_t at, std::string_view message) {
  return {Problem::Kind::syntax, {&source, rest_of_line(source, at)}, fmt::format("not valid YAML: {}", message)};
}

std::size_t marked_offset(text::Span slice, int position) {
  return std::min<std::size_t>(slice.begin + static_cast<std::size_t>(std::max(position, 0)), slice.end);
}

// Go's YAML takes `*name:` for an alias that is a key, yaml-cpp for an alias called `name:`. Where the colon stands if this is
// what is at `at`, else npos.
std::size_t colon_of_alias_key(std::string_view text, std::size_t at) {
  const auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (at >= text.size() || text[at] != '*') return std::string_view::npos;
  std::size_t end = at + 1;
  while (end < text.size() && is_name(text[end])) ++end;
  const bool is_key = end > at + 1 && end < text.size() && text[end] == ':' &&
                      (end + 1 == text.size() || std::string_view(" \t\r\n").find(text[end + 1]) != std::string_view::npos);
  return is_key ? end : std::string_view::npos;
}

// The last one that begins a line up to `position`, where yaml-cpp gave up.
std::size_t last_alias_key(std::string_view text, std::size_t position) {
  for (std::size_t end = std::min(position, text.size());;) {
    const std::size_t begin = end == 0 ? 0 : text.rfind('\n', end - 1) + 1;  // npos + 1 is 0
    const std::size_t colon = colon_of_alias_key(text, std::min(text.find_first_not_of(" -", begin), text.size()));
    if (colon != std::string_view::npos || begin == 0) return colon;
    end = begin - 1;
  }
}

Node read_document(const text::Source& source, const Slice& slice, const std::string& text, TreeBuilder& builder) {
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  YAML::Parser parser(stream);
  parser.HandleNextDocument(builder);
  int extra = 0;
  ExtraContent more(extra);
  if (parser.HandleNextDocument(more))
    throw Stop{syntax_problem(source, marked_offset(slice.span, extra), "a second value follows the document's first")};
  return builder.take_root();
}

class FileReader {
 public:
  FileReader(const text::Source& source, const Limits& limits) : limits_(limits) { file_.source = &source; }

  File run() {
    const std::vector<Slice> slices = split_documents(source().text(), limits_.documents + 1);
    for (const Slice& slice : slices) {
      if (file_.documents.size() == limits_.documents || used_up_) break;
      read(slice);
    }
    if (slices.size() > limits_.documents)
      file_.problems.push_back({Problem::Kind::limit,
                                {&source(), rest_of_line(source(), slices.back().span.begin)},
                                fmt::format("more than {} documents in one file", limits_.documents)});
    return std::move(file_);
  }

 private:
  [[nodiscard]] const text::Source& source() const { return *file_.source; }

  void read(const Slice& slice) {
    if (slice.blank) {
      file_.documents.push_back({Node{}, {&source(), slice.span}});
      return;
    }
    std::string text = with_line_feeds(source().text().substr(slice.span.begin, slice.span.end - slice.span.begin));
    Insertions insertions;
    while (!read(slice, text, insertions)) {
    }
  }

  // False when a blank was put into the text, which is to be read once more.
  bool read(const Slice& slice, std::string& text, Insertions& insertions) {
    const Usage usage = usage_;
    const std::size_t problems = file_.problems.size();
    try {
      reject_control_characters(slice);
      TreeBuilder builder(source(), slice.span, limits_, usage_, file_.problems, insertions);
      file_.documents.push_back({read_document(source(), slice, text, builder), {&source(), slice.span}});
    } catch (const Stop& stop) {
      file_.problems.push_back(stop.problem);
      used_up_ = usage_.nodes > limits_.nodes || usage_.aliases > limits_.aliases;
    } catch (const YAML::Exception& error) {
      const auto position = static_cast<std::size_t>(std::max(error.mark.pos, 0));
      const std::size_t colon = last_alias_key(text, position);
      const bool may_retry = colon != std::string::npos && (reread_ += text.size()) <= most_reread;
      if (!may_retry) {
        const int original = static_cast<int>(position - insertions.before(position));
        file_.problems.push_back(syntax_problem(source(), marked_offset(slice.span, original), error.msg));
        return true;
      }
      text.insert(colon, 1, ' ');
      insertions.add(colon);
      usage_ = usage;
      file_.problems.erase(file_.problems.begin() + static_cast<std::ptrdiff_t>(problems), file_.problems.end());
      return false;
    }
    return true;
  }

  // yaml-cpp takes an EOT character for the end of its input and would hide what follows from us.
  void reject_control_characters(const Slice& slice) const {
    const std::string_view text = source().text().substr(0, slice.span.end);
    const auto bad = std::find_if(text.begin() + slice.span.begin, text.end(), is_forbidden);
    if (bad != text.end())
      throw Stop{syntax_problem(source(), static_cast<std::size_t>(bad - text.begin()), "a control character is not allowed")};
  }

  const Limits& limits_;
  File file_;
  Usage usage_;
  bool used_up_ = false;
  std::size_t reread_ = 0;
};

}  // namespace

File parse(const text::Source& source, const Limits& limits) {
  if (!source.readable()) return {&source, {}, {}};
  return FileReader(source, limits).run();
}

}  // namespace safeops::yaml
