#include "flux/label_selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using Requirement = LabelSelector::Requirement;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_special(char c) {
  return std::string_view("=!(),><").find(c) != std::string_view::npos;
}
bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 63 || !is_alphanumeric(text.front()) || !is_alphanumeric(text.back())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

bool is_domain(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  const auto part_of = [](char c) { return (is_alphanumeric(c) && (c < 'A' || c > 'Z')) || c == '-' || c == '.'; };
  const bool ends = is_alphanumeric(text.front()) && is_alphanumeric(text.back());
  const auto dots = [&](const char* pair) { return text.find(pair) != std::string_view::npos; };
  return ends && std::all_of(text.begin(), text.end(), part_of) && !dots("..") && !dots(".-") && !dots("-.");
}

bool is_key(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return is_name(text);
  return is_domain(text.substr(0, slash)) && is_name(text.substr(slash + 1));
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, value);
  if (text.empty() || failure != std::errc{} || stopped != end) return {};
  return value;
}

class Parser {
 public:
  explicit Parser(const yaml::Node& text) : node_(text), text_(text.text()) {}

  std::vector<Requirement> run() {
    std::vector<Requirement> requirements;
    if (next().empty()) return requirements;
    do {
      requirements.push_back(requirement());
    } while (take(","));
    if (!next().empty()) refuse();
    return requirements;
  }

 private:
  [[noreturn]] void refuse() const {
    throw Refusal{node_.place(), fmt::format("`{}` is no selector", text::visible(node_.text()))};
  }

  // The token here, which is not taken yet: a word or an operator.
  std::string_view next() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    const std::string_view rest = text_.substr(at_);
    for (const std::string_view pair : {"==", "!="})
      if (rest.starts_with(pair)) return pair;
    if (rest.empty() || is_special(rest.front())) return rest.substr(0, 1);
    return rest.substr(
        0, static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), [](char c) { return is_blank(c) || is_special(c); }) -
                                    rest.begin()));
  }
  bool take(std::string_view token) {
    const bool here = next() == token;
    if (here) at_ += token.size();
    return here;
  }
  std::string word() {
    const std::string_view token = next();
    if (token.empty() || is_special(token.front())) return {};
    at_ += token.size();
    return std::string(token);
  }

  Requirement requirement() {
    const bool negated = take("!");
    Requirement result{word(), negated ? Requirement::Kind::absent : Requirement::Kind::exists, {}};
    if (!is_key(result.key)) refuse();
    if (negated || next().empty() || next() == ",") return result;
    read_operator(result);
    const bool values_fit = std::all_of(result.values.begin(), result.values.end(),
                                        [](const std::string& value) { return value.empty() || is_name(value); });
    if (!values_fit) refuse();
    return result;
  }

  void read_operator(Requirement& result) {
    using Kind = Requirement::Kind;
    if (take("in") || take("notin")) {
      result.kind = text_.substr(0, at_).ends_with("notin") ? Kind::not_in : Kind::in;
      return read_set(result);
    }
    if (take("==") || take("="))
      result.kind = Kind::in;
    else if (take("!="))
      result.kind = Kind::not_in;
    else if (take(">"))
      result.kind = Kind::greater;
    else if (take("<"))
      result.kind = Kind::less;
    else
      refuse();
    result.values.push_back(word());
    const bool ordered = result.kind == Kind::greater || result.kind == Kind::less;
    if (ordered && !number(result.values.front())) refuse();
  }

  void read_set(Requirement& result) {
    if (!take("(")) refuse();
    do {
      result.values.push_back(word());
    } while (take(","));
    if (!take(")")) refuse();
  }

  const yaml::Node& node_;
  std::string_view text_;
  std::size_t at_ = 0;
};

bool fits_one(const Requirement& requirement, const yaml::Node& labels) {
  const yaml::Node* value = labels.find(requirement.key);
  const auto listed = [&] {
    return std::find(requirement.values.begin(), requirement.values.end(), value->text()) != requirement.values.end();
  };
  switch (requirement.kind) {
    case Requirement::Kind::exists:
      return value;
    case Requirement::Kind::absent:
      return !value;
    case Requirement::Kind::in:
      return value && listed();
    case Requirement::Kind::not_in:
      return !value || !listed();
    case Requirement::Kind::greater:
    case Requirement::Kind::less:
      break;
  }
  const auto held = value ? number(value->text()) : std::nullopt;
  if (!held) return false;
  const auto bound = number(requirement.values.front());
  return requirement.kind == Requirement::Kind::greater ? *held > *bound : *held < *bound;
}

}  // namespace

LabelSelector::LabelSelector(const yaml::Node& text) : requirements_(Parser(text).run()) {}

bool LabelSelector::fits(const yaml::Node& labels) const {
  return std::all_of(requirements_.begin(), requirements_.end(),
                     [&](const Requirement& requirement) { return fits_one(requirement, labels); });
}

}  // namespace safeops::flux
