#include "flux/expansion.hpp"

#include <algorithm>

#include "flux/text_operations.hpp"

namespace safeops::flux {
namespace {

constexpr int deepest_expression = 16;
constexpr std::size_t longest_result = 4 * 1024 * 1024;
constexpr std::size_t most_text_in_all = 32 * 1024 * 1024;
constexpr std::size_t most_steps_in_all = 400'000'000;

struct Fault {
  std::string_view message;
};

// None stands for a value that is not known here.
using Value = std::optional<std::string>;

bool is_name_part(char c) {
  return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

bool gives_default(std::string_view operation) {
  return operation.empty() || operation.ends_with('=') || operation.ends_with('-') || operation.ends_with('+') ||
         operation.ends_with('?');
}

struct Expression {
  std::string_view name;
  std::string_view operation;
  std::vector<Value> arguments;
  std::size_t undefined_before = 0;
};

// One text. Reads and evaluates at once; what it reads, and what it refuses, is what envsubst's scanner does.
class Reading {
 public:
  Reading(std::string_view text, const Variables& variables, std::size_t& steps, Expander::Result& result)
      : text_(text), variables_(variables), steps_(steps), result_(result) {}

  void run() {
    while (at_ < text_.size()) {
      if (take("$$")) {
        add("$");
      } else if (at("${")) {
        const std::size_t begin = at_;
        const Value value = expression(0);
        const std::string_view written = text_.substr(begin, at_ - begin);
        result_.spans_lines |= written.find('\n') != std::string_view::npos;
        result_.open |= !value;
        add(value ? std::string_view(*value) : written);
      } else {
        const std::size_t end = std::min(text_.find('$', at_ + 1), text_.size());
        add(text_.substr(at_, end - at_));
        at_ = end;
      }
    }
  }

 private:
  [[nodiscard]] bool at(std::string_view token) const { return text_.substr(at_).starts_with(token); }
  [[nodiscard]] bool at_any(std::string_view characters) const {
    return at_ < text_.size() && characters.find(text_[at_]) != std::string_view::npos;
  }
  bool take(std::string_view token) {
    if (!at(token)) return false;
    at_ += token.size();
    return true;
  }
  void require(std::string_view token, std::string_view otherwise) {
    if (!take(token)) throw Fault{otherwise};
  }
  std::string_view take_run(bool (*belongs)(char), std::size_t most = std::string_view::npos) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < most && belongs(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  void add(std::string_view text) {
    if (result_.text.size() + text.size() > longest_result) throw Fault{"the result is too long"};
    result_.text += text;
  }

  // From its `${` to past its `}`.
  Value expression(int depth) {
    if (depth == deepest_expression) throw Fault{"one `${` stands inside too many others"};
    at_ += 2;
    Expression read;
    read.undefined_before = result_.undefined.size();
    if (take("#")) {
      read.operation = "#";
      read.name = take_run(is_name_part);
      if (read.name.empty()) throw Fault{"no name follows `${#`"};
    } else {
      read.name = take_run(is_name_part);
      if (read.name.empty()) throw Fault{"no variable name follows `${`"};
      operation(read, depth);
    }
    require("}", "a `${` is not closed behind its name, or has an operator that Flux does not know");
    return evaluate(read);
  }

  void operation(Expression& read, int depth) {
    if (at_any(":")) return default_or_substring(read, depth);
    if (take("=")) return defaults(read, "=", depth);
    if (at_any("/")) return replacement(read, depth);
    if (at_any("#%")) {
      const char sign = text_[at_];
      read.operation = sign == '#' ? take_run([](char c) { return c == '#'; }, 2) : take_run([](char c) { return c == '%'; }, 2);
      read.arguments.push_back(argument("}", false, depth));
    } else {
      read.operation = take_run([](char c) { return c == ',' || c == '^'; }, 2);
    }
  }

  void default_or_substring(Expression& read, int depth) {
    for (const std::string_view sign : {":=", ":-", ":?", ":+"})
      if (take(sign)) return defaults(read, sign, depth);
    ++at_;
    read.operation = ":";
    // envsubst steps back by the wrong number of bytes here, and fails.
    if (at_ < text_.size() && (text_[at_] & 0x80) != 0) throw Fault{"no number follows the `:`"};
    read.arguments.push_back(argument(":}", false, depth));
    if (at("}")) return;
    if (take_run([](char c) { return c == ':'; }).empty()) throw Fault{"a substring's offset is not a plain number"};
    read.arguments.push_back(argument("}", false, depth));
  }

  void defaults(Expression& read, std::string_view sign, int depth) {
    read.operation = sign;
    while (!at("}")) read.arguments.push_back(argument("}", false, depth));
  }

  void replacement(Expression& read, int depth) {
    read.operation = "/";
    for (const std::string_view sign : {"//", "/#", "/%"})
      if (at(sign)) read.operation = sign;
    at_ += read.operation.size();
    read.arguments.push_back(argument("/", true, depth));
    if (take_run([](char c) { return c == '/'; }).empty()) throw Fault{"no second `/` ends what is to be replaced"};
    if (!at("}")) read.arguments.push_back(argument("}", true, depth));
  }

  // An expression, or text up to the next expression or one of `ends`; never empty.
  Value argument(std::string_view ends, bool escapes, int depth) {
    if (at("${")) return expression(depth + 1);
    std::string text;
    bool any = false;
    for (; at_ < text_.size() && !at("${"); ++at_, any = true) {
      if (escapes && (at("$$") || at("\\/") || at("\\\\")))
        ++at_;
      else if (at_any(ends))
        break;
      text += text_[at_];
    }
    if (!any) throw Fault{at_ == text_.size() ? "a `${` is not closed" : "an operator in `${...}` has nothing to work on"};
    return text;
  }

  Value evaluate(const Expression& read) {
    const auto found = variables_.values.find(read.name);
    const bool defined = found != variables_.values.end();
    if (defined ? found->second.is_null() : !variables_.complete) return {};
    const std::string_view value = defined ? found->second.text() : std::string_view{};
    const bool by_default = gives_default(read.operation);
    if (by_default && !value.empty()) {
      result_.undefined.resize(read.undefined_before);  // what a default lacks that is not taken
      return std::string(value);
    }
    if (!defined && (!by_default || read.arguments.empty())) result_.undefined.emplace_back(read.name);
    std::vector<std::string> arguments;
    for (const Value& argument : read.arguments) {
      if (!argument) return {};
      arguments.push_back(*argument);
    }
    if (by_default) return joined(arguments);
    return operate(read.operation, value, arguments);
  }

  static std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += part;
    return all;
  }

  Value operate(std::string_view operation, std::string_view value, const std::vector<std::string>& arguments) {
    const bool changes_case = operation.front() == ',' || operation.front() == '^';
    if (changes_case && std::any_of(value.begin(), value.end(), [](char c) { return (c & 0x80) != 0; })) return {};
    const bool trims = !arguments.empty() && (operation.front() == '#' || operation.front() == '%');
    if (trims && (value.size() > longest_trimmed || arguments[0].size() > longest_trimmed))
      throw Fault{"a pattern is taken off a value that is too long for it"};
    if (trims) steps_ += value.size() * value.size() * arguments[0].size();
    steps_ += value.size();
    const std::size_t growth = operation == "//" && arguments.size() > 1 ? arguments[1].size() : 0;
    if (growth * (value.size() + 1) > longest_result || steps_ > most_steps_in_all)
      throw Fault{"it takes too much to fill it in"};
    return apply_operation(operation, value, arguments);
  }

  std::string_view text_;
  const Variables& variables_;
  std::size_t& steps_;
  Expander::Result& result_;
  std::size_t at_ = 0;
};

}  // namespace

Expander::Result Expander::expand(std::string_view text) {
  Result result;
  try {
    Reading(text, variables_, steps_, result).run();
    written_ += result.text.size();
    if (written_ > most_text_in_all) throw Fault{"too much is filled in"};
  } catch (const Fault& fault) {
    result.fault = fault.message;
  }
  return result;
}

}  // namespace safeops::flux
