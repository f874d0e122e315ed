#include "flux/substitution.hpp"

#include <algorithm>
#include <optional>

namespace safeops::flux {
namespace {

constexpr std::string_view opt_out = "kustomize.toolkit.fluxcd.io/substitute";
constexpr int deepest_default = 8;
constexpr std::size_t longest_result = 4 * 1024 * 1024;
constexpr std::size_t most_text_in_all = 32 * 1024 * 1024;  // what substitution may add to one build

bool is_name_start(char c) {
  return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_name_part(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9');
}

// Past the brace that closes the one at `begin`, or npos.
std::size_t closing_brace(std::string_view text, std::size_t begin) {
  int open = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '{') ++open;
    if (text[at] == '}' && --open == 0) return at + 1;
  }
  return std::string_view::npos;
}

struct Expression {
  std::string_view name;
  std::string_view operation;  // "", ":-", "-", ":=", "="
  std::string_view fallback;
};

std::optional<Expression> parse(std::string_view inside) {
  std::size_t end = 0;
  if (inside.empty() || !is_name_start(inside[0])) return {};
  while (end < inside.size() && is_name_part(inside[end])) ++end;
  const std::string_view rest = inside.substr(end);
  if (rest.empty()) return Expression{inside, {}, {}};
  for (const std::string_view operation : {":-", ":=", "-", "="})
    if (rest.starts_with(operation)) return Expression{inside.substr(0, end), operation, rest.substr(operation.size())};
  return {};
}

class Substituter {
 public:
  explicit Substituter(const Variables& variables) : variables_(variables) {}

  void apply(yaml::Node& node) {
    if (node.is_scalar()) apply_scalar(node);
    for (yaml::Node& item : node.items()) apply(item);
    for (auto& [key, value] : node.members()) {
      if (key.text().find("${") != std::string_view::npos) key.set_text(expand(key.text(), 0));
      apply(value);
    }
  }

 private:
  void apply_scalar(yaml::Node& node) {
    const std::string_view text = node.text();
    if (text.find("${") == std::string_view::npos) return;
    std::string expanded = expand(text, 0);
    written_ += expanded.size();
    if (expanded == text || written_ > most_text_in_all) return;
    const auto whole = variables_.values.find(whole_name(text));
    const text::Place place = whole == variables_.values.end() ? node.place() : whole->second.place();
    // The controller fills in the text of rendered YAML, where a string that needs no quotes has none: `${COUNT}` can become a
    // number even if it was written in quotes.
    const bool bare = yaml::emit(node).front() != '"' && expanded.find('\n') == std::string::npos;
    node = yaml::Node::scalar(std::move(expanded), place, bare ? yaml::Node::Style::plain : node.style());
  }

  static std::string_view whole_name(std::string_view text) {
    const bool whole = text.starts_with("${") && closing_brace(text, 1) == text.size();
    const auto expression = whole ? parse(text.substr(2, text.size() - 3)) : std::nullopt;
    return expression ? expression->name : std::string_view{};
  }

  std::string expand(std::string_view text, int depth) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size() && out.size() < longest_result) {
      const std::size_t dollar = text.find("${", at);
      if (dollar == std::string_view::npos) break;
      const bool escaped = dollar > at && text[dollar - 1] == '$';
      out += text.substr(at, dollar - at - (escaped ? 1 : 0));
      const std::size_t end = closing_brace(text, dollar + 1);
      if (end == std::string_view::npos) return out.append(text.substr(dollar));
      const std::string_view written = text.substr(dollar, end - dollar);
      out += escaped ? std::string(written) : value_of(written, depth);
      at = end;
    }
    return out.append(text.substr(std::min(at, text.size())));
  }

  std::string value_of(std::string_view written, int depth) {
    const auto expression = parse(written.substr(2, written.size() - 3));
    if (!expression) return std::string(written);
    const auto found = variables_.values.find(expression->name);
    const bool colon = expression->operation.starts_with(':');
    if (found != variables_.values.end() && !(colon && found->second.text().empty())) return std::string(found->second.text());
    if (expression->operation.empty() || !variables_.complete || depth == deepest_default) return std::string(written);
    return expand(expression->fallback, depth + 1);
  }

  const Variables& variables_;
  std::size_t written_ = 0;
};

}  // namespace

void substitute(std::vector<Object>& objects, const Variables& variables) {
  Substituter substituter(variables);
  for (Object& object : objects)
    if (object.annotation(opt_out) != "disabled" && object.label(opt_out) != "disabled") substituter.apply(object.root());
}

}  // namespace safeops::flux
