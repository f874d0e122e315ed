#include "text/traps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "text/characters.hpp"
#include "text/utf8.hpp"

namespace safeops::text {
namespace {

struct Named {
  char32_t value;
  std::string_view name;
};

constexpr std::array<Named, 23> names{{
    {0x000B, "LINE TABULATION"},
    {0x000C, "FORM FEED"},
    {0x000D, "CARRIAGE RETURN"},
    {0x0085, "NEXT LINE"},
    {0x061C, "ARABIC LETTER MARK"},
    {0x200B, "ZERO WIDTH SPACE"},
    {0x200C, "ZERO WIDTH NON-JOINER"},
    {0x200D, "ZERO WIDTH JOINER"},
    {0x200E, "LEFT-TO-RIGHT MARK"},
    {0x200F, "RIGHT-TO-LEFT MARK"},
    {0x2028, "LINE SEPARATOR"},
    {0x2029, "PARAGRAPH SEPARATOR"},
    {0x202A, "LEFT-TO-RIGHT EMBEDDING"},
    {0x202B, "RIGHT-TO-LEFT EMBEDDING"},
    {0x202C, "POP DIRECTIONAL FORMATTING"},
    {0x202D, "LEFT-TO-RIGHT OVERRIDE"},
    {0x202E, "RIGHT-TO-LEFT OVERRIDE"},
    {0x2060, "WORD JOINER"},
    {0x2066, "LEFT-TO-RIGHT ISOLATE"},
    {0x2067, "RIGHT-TO-LEFT ISOLATE"},
    {0x2068, "FIRST STRONG ISOLATE"},
    {0x2069, "POP DIRECTIONAL ISOLATE"},
    {0xFEFF, "ZERO WIDTH NO-BREAK SPACE"},
}};

std::string name_of(char32_t value) {
  const auto known = std::find_if(names.begin(), names.end(), [&](const Named& named) { return named.value == value; });
  return fmt::format("U+{:04X}{}{}", static_cast<unsigned>(value), known != names.end() ? " " : "",
                     known != names.end() ? known->name : "");
}

enum class Script { none, latin, greek, cyrillic, armenian };

struct Block {
  char32_t first;
  char32_t last;
  Script script;
};

// Letters only, in ascending order (Unicode Scripts.txt, joined where nothing but unassigned or rare signs lies between).
constexpr std::array<Block, 23> blocks{{
    {'A', 'Z', Script::latin},          {'a', 'z', Script::latin},          {0x00AA, 0x00AA, Script::latin},
    {0x00BA, 0x00BA, Script::latin},    {0x00C0, 0x00D6, Script::latin},    {0x00D8, 0x00F6, Script::latin},
    {0x00F8, 0x02AF, Script::latin},    {0x0370, 0x0373, Script::greek},    {0x0376, 0x0377, Script::greek},
    {0x037B, 0x037D, Script::greek},    {0x037F, 0x037F, Script::greek},    {0x0386, 0x0386, Script::greek},
    {0x0388, 0x03FF, Script::greek},    {0x0400, 0x0481, Script::cyrillic}, {0x048A, 0x052F, Script::cyrillic},
    {0x0531, 0x0556, Script::armenian}, {0x0560, 0x0588, Script::armenian}, {0x1C80, 0x1C88, Script::cyrillic},
    {0x1E00, 0x1EFF, Script::latin},    {0x1F00, 0x1FFC, Script::greek},    {0xA640, 0xA66E, Script::cyrillic},
    {0xFF21, 0xFF3A, Script::latin},    {0xFF41, 0xFF5A, Script::latin},
}};

Script script_of(char32_t value) {
  const auto block = std::find_if(blocks.begin(), blocks.end(), [&](const Block& candidate) { return value <= candidate.last; });
  return block != blocks.end() && value >= block->first ? block->script : Script::none;
}

std::string_view name_of(Script script) {
  switch (script) {
    case Script::none:
      return "";
    case Script::latin:
      return "Latin";
    case Script::greek:
      return "Greek";
    case Script::cyrillic:
      return "Cyrillic";
    case Script::armenian:
      return "Armenian";
  }
  return "";
}

// What keeps an identifier going without belonging to a script: digits, `_`, `$`, combining marks.
bool joins_word(char32_t value) {
  return (value >= '0' && value <= '9') || value == '_' || value == '$' || (value >= 0x0300 && value <= 0x036F);
}

// Follows one identifier and remembers the first other script that joins Latin letters in it.
class Word {
 public:
  // False when `value` does not belong to the word: the word is over.
  bool take(char32_t value, std::uint32_t begin, std::uint32_t end) {
    const Script script = script_of(value);
    if (script == Script::none && !joins_word(value)) return false;
    if (span_.begin == span_.end) span_.begin = begin;
    span_.end = end;
    has_latin_ = has_latin_ || script == Script::latin;
    if (script != Script::latin && other_ == Script::none) other_ = script;
    return true;
  }

  // The trap in the word that ends here, if any; then starts over.
  std::optional<Trap> finish() {
    std::optional<Trap> trap;
    if (has_latin_ && other_ != Script::none)
      trap = Trap{Trap::Kind::mixed_script_word, span_, fmt::format("Latin and {}", name_of(other_))};
    *this = Word{};
    return trap;
  }

 private:
  Span span_;
  bool has_latin_ = false;
  Script other_ = Script::none;
};

bool is_odd_line_break(std::string_view text, std::size_t offset, char32_t value, bool uses_lf) {
  if (value == '\r') return uses_lf && text.substr(offset, 2) != "\r\n";
  return value == 0x0B || value == 0x0C || value == 0x85 || is_separator(value);
}

std::optional<Trap::Kind> kind_of(std::string_view text, std::size_t offset, char32_t value, bool uses_lf) {
  if (is_bidi_control(value)) return Trap::Kind::bidi_control;
  if (is_zero_width(value) && !(value == 0xFEFF && offset == 0)) return Trap::Kind::zero_width;
  if (is_odd_line_break(text, offset, value, uses_lf)) return Trap::Kind::odd_line_break;
  return {};
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; });
}

}  // namespace

std::vector<Trap> find_traps(std::string_view text, std::size_t limit) {
  if (is_plain(text)) return {};
  std::vector<Trap> traps;
  const bool uses_lf = text.find('\n') != std::string_view::npos;
  Word word;
  const auto finish_word = [&] {
    if (auto trap = word.finish()) traps.push_back(std::move(*trap));
  };
  for (std::size_t i = 0; i < text.size() && traps.size() < limit;) {
    const CodePoint here = decode_utf8(text, i);
    const std::size_t next = i + std::max<std::size_t>(here.length, 1);
    const Span span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(next)};
    if (!word.take(here.value, span.begin, span.end)) finish_word();
    if (const auto kind = kind_of(text, i, here.value, uses_lf)) traps.push_back({*kind, span, name_of(here.value)});
    i = next;
  }
  finish_word();
  if (traps.size() > limit) traps.resize(limit);
  return traps;
}

}  // namespace safeops::text
