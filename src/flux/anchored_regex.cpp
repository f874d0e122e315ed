#include "flux/anchored_regex.hpp"

#include <algorithm>

namespace safeops::flux {
namespace {

constexpr std::size_t most_states = 4000;
constexpr int most_nested_groups = 50;
constexpr unsigned most_repeats = 1000;
constexpr std::size_t longest_pattern = 1000;  // every byte may nest the pattern's tree by one more

using ByteSet = AnchoredRegex::ByteSet;

void invert(ByteSet& set) {
  for (auto& word : set.bits) word = ~word;
}

void add_range(ByteSet& set, unsigned from, unsigned to) {
  for (unsigned byte = from; byte <= to; ++byte) set.add(static_cast<unsigned char>(byte));
}

// The set of `\d` and its like; none when the letter is no such class.
std::optional<ByteSet> class_of(char letter) {
  ByteSet set;
  switch (letter | 0x20) {
    case 'd':
      add_range(set, '0', '9');
      break;
    case 'w':
      add_range(set, '0', '9');
      add_range(set, 'A', 'Z');
      add_range(set, 'a', 'z');
      set.add('_');
      break;
    case 's':
      for (const char blank : {' ', '\t', '\n', '\r', '\f'}) set.add(static_cast<unsigned char>(blank));
      break;
    default:
      return {};
  }
  if (letter < 'a') invert(set);
  return set;
}

struct Invalid {};

}  // namespace

// Builds the states from the end of the pattern's tree to its start: every part is compiled with the state that follows it.
class RegexCompiler {
 public:
  explicit RegexCompiler(std::string_view pattern) : pattern_(pattern) {}

  AnchoredRegex run() {
    const std::size_t root = alternatives(0);
    if (at_ != pattern_.size()) throw Invalid{};
    const std::uint32_t accept = state({AnchoredRegex::State::Kind::accept, 0, 0, 0});
    result_.start_ = build(root, accept);
    return std::move(result_);
  }

 private:
  struct Part {
    enum class Kind { set, sequence, alternatives, repeat, begin, end };
    Kind kind;
    std::uint32_t set = 0;
    std::vector<std::size_t> children{};
    unsigned least = 0;
    unsigned most = 0;  // most_repeats + 1 stands for no limit
  };

  std::size_t part(Part part) {
    parts_.push_back(std::move(part));
    return parts_.size() - 1;
  }

  std::uint32_t state(AnchoredRegex::State state) {
    if (result_.states_.size() >= most_states) throw Invalid{};
    result_.states_.push_back(state);
    return static_cast<std::uint32_t>(result_.states_.size() - 1);
  }

  std::size_t set_part(const ByteSet& set) {
    result_.sets_.push_back(set);
    return part({Part::Kind::set, static_cast<std::uint32_t>(result_.sets_.size() - 1)});
  }

  [[nodiscard]] bool more() const { return at_ < pattern_.size(); }
  [[nodiscard]] char peek() const { return pattern_[at_]; }
  bool eat(char c) {
    if (!more() || peek() != c) return false;
    ++at_;
    return true;
  }
  char take() {
    if (!more()) throw Invalid{};
    return pattern_[at_++];
  }

  std::size_t alternatives(int depth) {
    if (depth > most_nested_groups) throw Invalid{};
    Part result{Part::Kind::alternatives};
    do result.children.push_back(sequence(depth));
    while (eat('|'));
    return part(std::move(result));
  }

  std::size_t sequence(int depth) {
    Part result{Part::Kind::sequence};
    while (more() && peek() != '|' && peek() != ')') result.children.push_back(repeated(depth));
    return part(std::move(result));
  }

  std::size_t repeated(int depth) {
    std::size_t inner = atom(depth);
    while (more()) {
      Part repeat{Part::Kind::repeat, 0, {inner}};
      if (!quantifier(repeat)) break;
      eat('?');  // lazy or not makes no difference to whether it matches
      inner = part(std::move(repeat));
    }
    return inner;
  }

  bool quantifier(Part& repeat) {
    repeat.most = most_repeats + 1;
    if (eat('*')) return true;
    if (eat('+')) {
      repeat.least = 1;
      return true;
    }
    if (eat('?')) {
      repeat.most = 1;
      return true;
    }
    return peek() == '{' && counted(repeat);
  }

  // `{n}`, `{n,}`, `{n,m}`; any other brace stands for itself.
  bool counted(Part& repeat) {
    const std::size_t begin = at_++;
    const std::optional<unsigned> least = number();
    std::optional<unsigned> most = least;
    if (least && eat(',')) most = more() && peek() == '}' ? most_repeats + 1 : number();
    if (!least || !most || !eat('}')) {
      at_ = begin;
      return false;
    }
    if (*least > most_repeats || *most < *least) throw Invalid{};
    repeat.least = *least;
    repeat.most = *most;
    return true;
  }

  std::optional<unsigned> number() {
    if (!more() || peek() < '0' || peek() > '9') return {};
    unsigned value = 0;
    while (more() && peek() >= '0' && peek() <= '9' && value <= most_repeats)
      value = value * 10 + static_cast<unsigned>(take() - '0');
    return value;
  }

  std::size_t atom(int depth) {
    const char c = take();
    if (c == '(') return group(depth);
    if (c == '[') return bracket();
    if (c == '^') return part({Part::Kind::begin});
    if (c == '$') return part({Part::Kind::end});
    if (c == '*' || c == '+' || c == '?' || c == ')') throw Invalid{};
    ByteSet set;
    if (c == '.') {
      set.add('\n');
      invert(set);
    } else if (c == '\\') {
      const char escaped = take();
      const auto known = class_of(escaped);
      if (known)
        set = *known;
      else
        set.add(static_cast<unsigned char>(escaped));
    } else {
      set.add(static_cast<unsigned char>(c));
    }
    return set_part(set);
  }

  std::size_t group(int depth) {
    if (eat('?') && !eat(':')) throw Invalid{};
    const std::size_t inner = alternatives(depth + 1);
    if (!eat(')')) throw Invalid{};
    return inner;
  }

  std::size_t bracket() {
    ByteSet set;
    const bool negated = eat('^');
    for (bool first = true; first || peek_or_fail() != ']'; first = false) bracket_item(set);
    ++at_;
    if (negated) invert(set);
    return set_part(set);
  }

  char peek_or_fail() const {
    if (!more()) throw Invalid{};
    return peek();
  }

  void bracket_item(ByteSet& set) {
    char from = take();
    if (from == '\\') {
      from = take();
      if (const auto known = class_of(from)) {
        for (int word = 0; word < 4; ++word) set.bits[word] |= known->bits[word];
        return;
      }
    }
    unsigned to = static_cast<unsigned char>(from);
    if (more() && peek() == '-' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
      ++at_;
      to = static_cast<unsigned char>(take());
      if (to < static_cast<unsigned char>(from)) throw Invalid{};
    }
    add_range(set, static_cast<unsigned char>(from), to);
  }

  std::uint32_t build(std::size_t index, std::uint32_t next) {
    if (++steps_ > 10 * most_states) throw Invalid{};  // repeats of nothing make no states
    const Part& part = parts_[index];
    switch (part.kind) {
      case Part::Kind::set:
        return state({AnchoredRegex::State::Kind::bytes, part.set, next, 0});
      case Part::Kind::begin:
        return state({AnchoredRegex::State::Kind::begin, 0, next, 0});
      case Part::Kind::end:
        return state({AnchoredRegex::State::Kind::end, 0, next, 0});
      case Part::Kind::sequence:
        for (auto child = part.children.rbegin(); child != part.children.rend(); ++child) next = build(*child, next);
        return next;
      case Part::Kind::alternatives: {
        std::uint32_t entry = build(part.children.front(), next);
        for (std::size_t child = 1; child < part.children.size(); ++child)
          entry = state({AnchoredRegex::State::Kind::split, 0, entry, build(part.children[child], next)});
        return entry;
      }
      case Part::Kind::repeat:
        return build_repeat(part, next);
    }
    return next;
  }

  std::uint32_t build_repeat(const Part& part, std::uint32_t next) {
    const std::size_t inner = part.children.front();
    std::uint32_t entry = next;
    if (part.most > most_repeats) {
      const std::uint32_t loop = state({AnchoredRegex::State::Kind::split, 0, next, next});
      const std::uint32_t body = build(inner, loop);
      result_.states_[loop].next = body;
      entry = loop;
    } else {
      for (unsigned n = part.least; n < part.most; ++n)
        entry = state({AnchoredRegex::State::Kind::split, 0, build(inner, entry), next});
    }
    for (unsigned n = 0; n < part.least; ++n) entry = build(inner, entry);
    return entry;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::size_t steps_ = 0;
  std::vector<Part> parts_;
  AnchoredRegex result_;
};

std::optional<AnchoredRegex> AnchoredRegex::compile(std::string_view pattern) {
  if (pattern.size() > longest_pattern) return {};
  try {
    return RegexCompiler(pattern).run();
  } catch (const Invalid&) {
    return {};
  }
}

bool AnchoredRegex::matches(std::string_view text) const {
  std::vector<std::uint32_t> current;
  std::vector<std::uint32_t> following;
  std::vector<std::size_t> seen(states_.size(), text.size() + 1);
  const auto follow = [&](std::uint32_t from, std::size_t at, std::vector<std::uint32_t>& into) {
    std::vector<std::uint32_t> open{from};
    while (!open.empty()) {
      const std::uint32_t index = open.back();
      open.pop_back();
      if (seen[index] == at) continue;
      seen[index] = at;
      const State& state = states_[index];
      switch (state.kind) {
        case State::Kind::split:
          open.push_back(state.other);
          open.push_back(state.next);
          break;
        case State::Kind::begin:
          if (at == 0) open.push_back(state.next);
          break;
        case State::Kind::end:
          if (at == text.size()) open.push_back(state.next);
          break;
        case State::Kind::bytes:
        case State::Kind::accept:
          into.push_back(index);
          break;
      }
    }
  };
  follow(start_, 0, current);
  for (std::size_t at = 0; at < text.size() && !current.empty(); ++at) {
    following.clear();
    for (const std::uint32_t index : current) {
      const State& state = states_[index];
      if (state.kind == State::Kind::bytes && sets_[state.set].has(static_cast<unsigned char>(text[at])))
        follow(state.next, at + 1, following);
    }
    current.swap(following);
  }
  return std::any_of(current.begin(), current.end(),
                     [&](std::uint32_t index) { return states_[index].kind == State::Kind::accept; });
}

}  // namespace safeops::flux
