#include "estate/policy.hpp"

#include <algorithm>

#include "estate/schema_check.hpp"

namespace safeops {
namespace {

void set_duration(text::Seconds& field, const yaml::Node& node) {
  if (const auto length = text::parse_duration(node.text())) field = *length;
}

Environment read_environment(const yaml::Node& node) {
  if (node.is_scalar()) return {.name = std::string(node.text()), .place = node.place()};
  return {.name = std::string(node["name"].text()),
          .paths = yaml::texts(node["paths"]),
          .namespaces = yaml::texts(node["namespaces"]),
          .place = node.place()};
}

void read_environments(const yaml::Node& root, Policy& policy) {
  if (root["environments"]) {
    policy.environments.clear();
    for (const yaml::Node& node : root["environments"].items()) policy.environments.push_back(read_environment(node));
  }
  const auto guarded = root["protected"] ? yaml::texts(root["protected"]) : std::vector<std::string>{"production"};
  for (std::size_t i = 0; i < policy.environments.size(); ++i) {
    Environment& environment = policy.environments[i];
    environment.order = i;
    environment.is_protected = std::find(guarded.begin(), guarded.end(), environment.name) != guarded.end();
  }
  for (const yaml::Node& name : root["protected"].items()) {
    if (policy.environment(name.text())) continue;
    policy.problems.push_back({yaml::Problem::Kind::syntax, name.place(),
                               "`protected` names `" + std::string(name.text()) + "`, which is none of `environments`"});
  }
}

void read_rules(const yaml::Node& rules, Policy& policy) {
  for (const auto& [key, value] : rules.members()) {
    policy.rules[std::string(key.text())] = {.level = parse_level(value.text()), .place = key.place()};
  }
}

// One, or a list of them.
std::vector<Policy::Pattern> read_patterns(const yaml::Node& node) {
  std::vector<Policy::Pattern> patterns;
  if (node.is_scalar()) patterns.push_back({std::string(node.text()), node.place()});
  for (const yaml::Node& item : node.items()) patterns.push_back({std::string(item.text()), item.place()});
  return patterns;
}

void read_root(const yaml::Node& root, Policy& policy) {
  read_environments(root, policy);
  if (root["mode"].text() == "advise") policy.mode = Policy::Mode::advise;
  for (const yaml::Node& database : root["databases"].items()) {
    policy.databases.push_back({.cluster = std::string(database["cluster"].text()),
                                .apps = yaml::texts(database["apps"]),
                                .migrations = yaml::texts(database["migrations"]),
                                .schema = read_patterns(database["schema"]),
                                .queries = read_patterns(database["queries"])});
  }
  set_duration(policy.rollback_window_minimum, root["rollbackWindow"]["minimum"]);
  set_duration(policy.backup_max_age, root["backup"]["maxAge"]);
  set_duration(policy.restore_max_age, root["restore"]["maxAge"]);
  policy.approvals_minimum = static_cast<std::size_t>(root["approvals"]["minimum"].integer().value_or(1));
  policy.approvers = yaml::texts(root["approvals"]["from"]);
  policy.approvals_signed = root["approvals"]["signed"].boolean().value_or(false);
  read_rules(root["rules"], policy);
}

}  // namespace

std::string_view to_string(Level level) {
  switch (level) {
    case Level::note:
      return "note";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "";
}

std::optional<Level> parse_level(std::string_view text) {
  for (const Level level : {Level::note, Level::warning, Level::error}) {
    if (to_string(level) == text) return level;
  }
  return {};
}

const Environment* Policy::environment(std::string_view name) const {
  const auto found = std::find_if(environments.begin(), environments.end(), [&](const Environment& e) { return e.name == name; });
  return found == environments.end() ? nullptr : &*found;
}

Policy read_policy(const text::Source* source, yaml::Documents& documents) {
  Policy policy;
  policy.source = source;
  policy.environments = {{.name = "develop"}, {.name = "staging"}, {.name = "production"}};
  if (!source) {
    read_environments({}, policy);
    return policy;
  }
  if (!source->readable()) {
    policy.problems.push_back({yaml::Problem::Kind::syntax, {source, {}}, "the policy is not a readable text file"});
    return policy;
  }
  const yaml::File& file = documents.get(*source);
  policy.problems = file.problems;
  const yaml::Node root = file.documents.empty() ? yaml::Node::map({source, {}}) : file.documents.front().root;
  if (file.documents.size() > 1)
    policy.problems.push_back({yaml::Problem::Kind::syntax, file.documents[1].root.place(),
                               "the policy is one YAML document; what stands behind it would not count"});
  for (auto& problem : check_schema(root, document_schema("policy"))) {
    policy.problems.push_back({yaml::Problem::Kind::syntax, problem.place, std::move(problem.message)});
  }
  if (policy.problems.empty()) read_root(root, policy);
  return policy;
}

}  // namespace safeops
