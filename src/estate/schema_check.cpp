#include "estate/schema_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "text/escape.hpp"
#include "text/letter_case.hpp"
#include "text/spelling.hpp"

namespace safeops {
namespace {

using nlohmann::json;

// Patterns are matched by std::regex, whose stack grows with the text. No text that a pattern is for is longer.
constexpr std::size_t longest_text_matched = 256;

json scalar_to_json(const yaml::Node& node) {
  switch (yaml::resolve(node)) {
    case yaml::Resolved::null:
      return nullptr;
    case yaml::Resolved::boolean:  // `off` and `yes` are texts since YAML 1.2, by which editors go
      if (text::same_ignoring_case(node.text(), "true")) return true;
      if (text::same_ignoring_case(node.text(), "false")) return false;
      return std::string(node.text());
    case yaml::Resolved::integer:
      if (const auto value = node.integer()) return *value;
      return std::string(node.text());
    case yaml::Resolved::floating:
      return 0.5;  // no schema of ours looks at the value of a float
    case yaml::Resolved::string:
      return text::to_valid_utf8(node.text().substr(0, longest_text_matched));
  }
  return nullptr;
}

json to_json(const yaml::Node& node) {
  switch (node.kind()) {
    case yaml::Node::Kind::missing:
    case yaml::Node::Kind::null:
      return nullptr;
    case yaml::Node::Kind::scalar:
      return scalar_to_json(node);
    case yaml::Node::Kind::sequence: {
      json list = json::array();
      for (const yaml::Node& item : node.items()) list.push_back(to_json(item));
      return list;
    }
    case yaml::Node::Kind::map: {
      json object = json::object();
      for (const auto& [key, value] : node.members()) object[text::to_valid_utf8(key.text())] = to_json(value);
      return object;
    }
  }
  return nullptr;
}

// One step from the root to a value: a key, or a position written as digits.
using Steps = std::vector<std::string>;

Steps steps_of(const std::vector<std::string>& context) {
  Steps steps;
  for (const std::string& part : context) {
    if (part.size() < 2 || part.front() != '[') continue;  // "<root>"
    std::string step = part.substr(1, part.size() - 2);
    if (step.size() >= 2 && step.front() == '"') step = step.substr(1, step.size() - 2);
    steps.push_back(std::move(step));
  }
  return steps;
}

const yaml::Node& descend(const yaml::Node& root, const Steps& steps) {
  const yaml::Node* node = &root;
  for (const std::string& step : steps) {
    const yaml::Node* next = nullptr;
    if (node->is_map()) next = node->find(step);
    if (node->is_sequence()) {
      const std::size_t index = static_cast<std::size_t>(std::strtoul(step.c_str(), nullptr, 10));
      if (index < node->items().size()) next = &node->items()[index];
    }
    if (!next) break;
    node = next;
  }
  return *node;
}

// The part of a schema that speaks for the value at `steps`.
json descend(const json& schema, const Steps& steps) {
  json part = schema;
  auto follow_reference = [&] {
    if (!part.contains("$ref")) return;
    const std::string name = part["$ref"].get<std::string>();
    part = schema["definitions"][name.substr(name.rfind('/') + 1)];
  };
  for (const std::string& step : steps) {
    if (part.contains("properties") && part["properties"].contains(step)) {
      part = json(part["properties"][step]);
    } else if (part.contains("items")) {
      part = json(part["items"]);
    } else if (part.contains("additionalProperties") && part["additionalProperties"].is_object()) {
      part = json(part["additionalProperties"]);
    } else {
      return json::object();
    }
    follow_reference();
    if (part.contains("anyOf")) part = json(part["anyOf"].back());
  }
  return part;
}

std::string type_in_words(const json& part) {
  const std::string type = part.value("type", "");
  if (type == "array") return "a list";
  if (type == "object") return "a map";
  if (type == "string") return "a text (put it in quotes)";
  if (type == "integer") return "a whole number";
  if (type == "boolean") return "true or false";
  return "of another type";
}

std::string quoted_part(const std::string& description) {
  const auto begin =
      description.find('\'', description.find("constraints:") == std::string::npos ? 0 : description.find("constraints:"));
  const auto end = description.rfind('\'');
  return begin == std::string::npos || end <= begin ? "" : description.substr(begin + 1, end - begin - 1);
}

std::vector<std::string> allowed_values(const json& part) {
  std::vector<std::string> values;
  if (part.contains("const")) values.push_back(part["const"].get<std::string>());
  for (const json& value : part.value("enum", json::array())) values.push_back(value.get<std::string>());
  return values;
}

std::string dotted(const Steps& steps) {
  return steps.empty() ? "the document" : fmt::format("`{}`", fmt::join(steps, "."));
}

DocumentProblem unknown_key(const yaml::Node& node, const Steps& steps, const json& part, const std::string& key) {
  std::vector<std::string> known;
  if (part.contains("properties")) {
    for (const auto& [name, ignored] : part["properties"].items()) known.push_back(name);
  }
  const yaml::Node* place = node.find_key(key);
  return {place ? place->place() : node.place(),
          fmt::format("unknown key `{}` in {}{}", key, dotted(steps), text::suggestion(key, known))};
}

DocumentProblem wrong_value(const yaml::Node& node, const Steps& steps, const json& part) {
  const auto allowed = allowed_values(part);
  if (!allowed.empty()) {
    const std::string one_of = allowed.size() == 1 ? "" : "one of ";
    return {node.place(),
            fmt::format("{} is `{}`; it must be {}{}{}", dotted(steps), node.text(), one_of, fmt::join(allowed, ", "),
                        allowed.size() == 1 ? "" : text::suggestion(node.text(), allowed))};
  }
  const std::string description = part.value("description", "");
  return {node.place(), fmt::format("{} is `{}`, which is not of the form it needs{}{}", dotted(steps), node.text(),
                                    description.empty() ? "" : ": ", description)};
}

DocumentProblem in_words(const valijson::ValidationResults::Error& error, const yaml::Node& document, const json& schema) {
  const Steps steps = steps_of(error.context);
  const yaml::Node& node = descend(document, steps);
  const json part = descend(schema, steps);
  const std::string& text = error.description;
  if (text.starts_with("Missing required")) {
    return {node.place(), fmt::format("`{}` is missing in {}", quoted_part(text), dotted(steps))};
  }
  if (text.starts_with("Object contains a property")) return unknown_key(node, steps, part, quoted_part(text));
  if (text.starts_with("Value type not permitted")) {
    return {node.place(), fmt::format("{} must be {}", dotted(steps), type_in_words(part))};
  }
  return wrong_value(node, steps, part);
}

// valijson reports a fault at every level above it too; only the innermost says something.
bool has_deeper(const std::deque<valijson::ValidationResults::Error>& errors, const valijson::ValidationResults::Error& error) {
  return std::any_of(errors.begin(), errors.end(), [&](const auto& other) {
    return other.context.size() > error.context.size() &&
           std::equal(error.context.begin(), error.context.end(), other.context.begin());
  });
}

bool says_nothing_itself(const std::string& description) {
  return description.starts_with("Failed to validate") || description.starts_with("Cannot validate");
}

// What a schema of several kinds asks of documents of this kind; of any other, that it be one of them.
json alternative(const json& schema, std::string_view kind) {
  json kinds = json::array();
  for (const json& one : schema["oneOf"]) {
    const std::string reference = one["$ref"].get<std::string>();
    kinds.push_back(reference.substr(reference.rfind('/') + 1));
  }
  json chosen = {{"type", "object"}, {"required", {"kind"}}, {"properties", {{"kind", {{"enum", kinds}}}}}};
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) chosen = json(schema["definitions"][std::string(kind)]);
  chosen["definitions"] = schema["definitions"];
  return chosen;
}

struct Compiled {
  nlohmann::json json;
  valijson::Schema schema;
};

// Making one takes longer than holding a document against it.
class Compiler {
 public:
  explicit Compiler(std::string_view schema_text) : whole_(json::parse(schema_text)) {}

  const Compiled& schema_for(const yaml::Node& document) {
    const std::string_view kind = document["kind"].text();
    const bool several = whole_.contains("oneOf");
    const bool known = several && whole_["definitions"].contains(std::string(kind));
    const auto [row, is_new] = by_kind_.try_emplace(known ? std::string(kind) : std::string{});
    Compiled& made = row->second;
    if (is_new) {
      made.json = several ? alternative(whole_, kind) : whole_;
      valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(made.json), made.schema);
    }
    return made;
  }

 private:
  json whole_;
  std::map<std::string, Compiled> by_kind_;
};

const Compiled& compiled(std::string_view schema_text, const yaml::Node& document) {
  thread_local std::map<std::string, Compiler, std::less<>> known;
  auto found = known.find(schema_text);
  if (found == known.end()) found = known.try_emplace(std::string(schema_text), schema_text).first;
  return found->second.schema_for(document);
}

}  // namespace

std::vector<DocumentProblem> check_schema(const yaml::Node& document, std::string_view schema_text) {
  const Compiled& schema = compiled(schema_text, document);
  const json target = to_json(document);
  valijson::ValidationResults results;
  valijson::Validator().validate(schema.schema, valijson::adapters::NlohmannJsonAdapter(target), &results);

  const std::deque<valijson::ValidationResults::Error> errors(results.begin(), results.end());
  std::vector<DocumentProblem> problems;
  for (const auto& error : errors) {
    if (has_deeper(errors, error) && says_nothing_itself(error.description)) continue;
    DocumentProblem problem = in_words(error, document, schema.json);
    const bool known = std::any_of(problems.begin(), problems.end(), [&](const auto& p) { return p.message == problem.message; });
    if (!known) problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace safeops
