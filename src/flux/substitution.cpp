#include "flux/substitution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "flux/expansion.hpp"
#include "flux/problems.hpp"
#include "flux/resource.hpp"
#include "flux/written_scalar.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::string_view opt_out = "kustomize.toolkit.fluxcd.io/substitute";
constexpr std::size_t most_undefined = 1'000;       // noted of one build
constexpr std::size_t most_nodes_in_all = 500'000;  // that texts were read as

bool holds_expression(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("$$") != std::string_view::npos;
}

// As the JSON in between has it: `yes` is true, 0x10 is 16.
void settle_type(Node& scalar) {
  const text::Place place = scalar.place();
  switch (yaml::resolve(scalar)) {
    case yaml::Resolved::null:
      scalar = Node::null(place);
      break;
    case yaml::Resolved::boolean:
      scalar = Node::scalar(*scalar.boolean() ? "true" : "false", place);
      break;
    case yaml::Resolved::integer:
      if (const auto value = scalar.integer()) scalar = Node::scalar(std::to_string(*value), place);
      break;
    case yaml::Resolved::floating:
    case yaml::Resolved::string:
      break;
  }
}

// Nothing of what was read points into the text it was read from. Returns how many nodes there are.
std::size_t settle(Node& node, text::Place place) {
  std::size_t count = 1;
  node.set_place(place);
  if (node.is_scalar()) settle_type(node);
  for (Node& item : node.items()) count += settle(item, place);
  for (auto& [key, value] : node.members()) {
    key = Node::scalar(std::string(key.text()), place, Node::Style::quoted);
    count += 1 + settle(value, place);
  }
  return count;
}

// A block whose lines come through as they are: the first decides on the indentation, the last ones on where the text ends.
bool is_safe_literal(std::string_view before, std::string_view after) {
  const auto breaks = [](std::string_view text) { return text.size() - text.find_last_not_of('\n') - 1; };
  return writing_of(after) == Writing::literal && after.front() != ' ' && after.front() != '\n' &&
         breaks(before) == breaks(after);
}

bool needs_filling(const Node& node) {
  if (node.is_scalar()) return holds_expression(node.text());
  const auto in_member = [](const Node::Member& member) {
    return holds_expression(member.first.text()) || needs_filling(member.second);
  };
  return std::any_of(node.items().begin(), node.items().end(), needs_filling) ||
         std::any_of(node.members().begin(), node.members().end(), in_member);
}

class Substituter {
 public:
  Substituter(const Variables& variables, Build& build) : expander_(variables), build_(build) {}

  void apply(Object& object) {
    fault_.clear();
    undefined_.clear();
    object_ = object.id();
    if (!needs_filling(std::as_const(object).root())) return;  // looking costs less than copying what is shared
    visit(object.root(), "v: ");
    if (!fault_.empty())
      error(build_.problems, fault_place_ ? fault_place_ : object.place(),
            fmt::format("the variables in {} cannot be filled in, because {}; write `$${{` where no variable is meant",
                        object.id().text(), fault_));
  }

 private:
  // `lead` is what a value stands behind where it is: a key or a dash.
  void visit(Node& node, std::string_view lead) {
    if (!fault_.empty() || !needs_filling(node)) return;
    if (node.is_scalar()) return fill(node, lead);
    for (Node& item : node.items()) visit(item, "- ");
    for (auto& [key, value] : node.members()) visit(value, "v: ");
    fill_keys(node);
  }

  void fill(Node& node, std::string_view lead) {
    const Writing writing = writing_of(node.text());
    const bool as_written = writing == Writing::plain || writing == Writing::literal;
    const auto result = as_written ? expand(node.text(), node.place()) : Expander::Result{};
    if (!fault_.empty() || (as_written && result.text == node.text())) return;
    const bool plain = writing == Writing::plain && writing_of(result.text) == Writing::plain;
    const bool literal = writing == Writing::literal && !result.spans_lines && is_safe_literal(node.text(), result.text);
    if (result.open && !plain && !literal) return;
    if (!plain && !literal) return read_again(node, writing, lead);
    undefined(result, node.place());
    node = Node::scalar(result.text, node.place(), plain ? Node::Style::plain : Node::Style::literal);
    if (result.text.empty()) node = Node::null(node.place());
    if (plain) settle_type(node);
  }

  void read_again(Node& node, Writing writing, std::string_view lead) {
    const auto result = expand(write_scalar(node.text(), writing), node.place());
    if (!fault_.empty() || result.open) return;  // what is not known may be the quote that makes it whole
    undefined(result, node.place());
    Node root = parse(fmt::format("{}{}\n", lead, result.text), node.place());
    const bool item = root.items().size() == 1;
    if (!item && root.members().size() != 1) return fail("what comes of it is no YAML", node.place());
    Node value = item ? std::move(root.items().front()) : std::move(root.members().front().second);
    nodes_ += settle(value, node.place());
    if (nodes_ > most_nodes_in_all) return fail("too much comes of it", node.place());
    node = std::move(value);
  }

  void fill_keys(Node& map) {
    std::set<std::string, std::less<>> changed;
    for (auto& [key, value] : map.members()) {
      if (!fault_.empty() || !holds_expression(key.text())) continue;
      const auto result = expand(write_scalar(key.text(), writing_of(key.text())), key.place());
      if (result.open) continue;
      const Node root = fault_.empty() ? parse(fmt::format("{}: v\n", result.text), key.place()) : Node{};
      if (root.members().size() != 1) return fail("what comes of a key is no YAML", key.place());
      undefined(result, key.place());
      Node filled = root.members().front().first;
      settle_type(filled);
      key = Node::scalar(std::string(filled.text()), key.place(), Node::Style::quoted);
      changed.emplace(key.text());
    }
    for (const std::string& key : changed) keep_last(map, key);
  }

  static void keep_last(Node& map, std::string_view key) {
    auto& members = map.members();
    const auto has_key = [&](const Node::Member& member) { return member.first.text() == key; };
    const auto last = std::find_if(members.rbegin(), members.rend(), has_key).base();
    members.erase(std::remove_if(members.begin(), last - 1, has_key), last - 1);
  }

  Node parse(std::string text, text::Place place) {
    const std::size_t size = text.size();
    const text::Source source(std::string(place.path()), {}, git::Mode::regular, std::move(text), size);
    yaml::File file = yaml::parse(source);
    const bool clean = std::all_of(file.problems.begin(), file.problems.end(), [](const yaml::Problem& problem) {
      return problem.kind == yaml::Problem::Kind::duplicate_key;
    });
    return clean && file.documents.size() == 1 ? std::move(file.documents.front().root) : Node{};
  }

  Expander::Result expand(std::string_view text, text::Place place) {
    Expander::Result result = expander_.expand(text);
    if (!result.fault.empty()) fail(result.fault, place);
    return result;
  }

  void undefined(const Expander::Result& result, text::Place place) {
    for (const std::string& name : result.undefined)
      if (build_.undefined.size() < most_undefined && undefined_.insert(name).second)
        build_.undefined.push_back({name, object_, place});
  }

  void fail(std::string_view why, text::Place place) {
    if (!fault_.empty()) return;
    fault_ = why;
    fault_place_ = place;
  }

  Expander expander_;
  Build& build_;
  std::size_t nodes_ = 0;
  Id object_;
  std::set<std::string> undefined_;  // in the object
  std::string fault_;
  text::Place fault_place_;
};

bool is_variable_name(std::string_view name) {
  const auto is_letter = [](char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

bool check_names(const Variables& variables, std::vector<Problem>& problems) {
  for (const auto& [name, value] : variables.values) {
    if (is_variable_name(name)) continue;
    error(problems, value.place(),
          fmt::format("`{}` is no name for a variable: letters, digits and `_` are", text::visible(name)));
    return false;
  }
  return true;
}

void check_ids(Build& build) {
  std::set<ResourceId> ids;
  for (const Object& object : build.objects)
    if (!ids.insert(resource_id(object)).second)
      error(build.problems, object.place(),
            fmt::format("{} is given twice once its variables are filled in", object.id().text()));
}

}  // namespace

void substitute(Build& build, const Variables& variables) {
  if (!check_names(variables, build.problems)) return;
  Substituter substituter(variables, build);
  for (Object& object : build.objects)
    if (object.annotation(opt_out) != "disabled" && object.label(opt_out) != "disabled") substituter.apply(object);
  check_ids(build);
}

}  // namespace safeops::flux
