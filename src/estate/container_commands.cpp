#include "estate/container_commands.hpp"

#include <algorithm>
#include <array>

#include "flux/repository_path.hpp"

namespace safeops {
namespace {

constexpr int deepest_shell = 4;  // shells inside one another

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_shell(std::string_view program) {
  return is_one_of(program, {"sh", "bash", "ash", "dash", "zsh", "ksh"});
}

// The word that holds the script of `sh -ec SCRIPT`, `su postgres -c SCRIPT`; null when there is none.
const ShellWord* script_of(const ShellCommand& command, std::size_t program) {
  const bool is_su = flux::base_name(command.words[program].value.text) == "su";
  for (std::size_t i = program + 1; i + 1 < command.words.size(); ++i) {
    const std::string& word = command.words[i].value.text;
    const bool is_option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    if (is_option && word.back() == 'c') return &command.words[i + 1];
    if (word == "--command") return &command.words[i + 1];
    if (is_option && word.back() == 'o') ++i;  // -o pipefail
    if (!is_option && !is_su && word[0] != '-' && word[0] != '+') return nullptr;
  }
  return nullptr;
}

class Expander {
 public:
  explicit Expander(ShellVariables variables) : variables_(std::move(variables)) {}

  void add(ShellCommand command, int depth = 0) {
    const ShellWord* script = depth < deepest_shell ? find_script(command) : nullptr;
    if (!script) {
      commands_.push_back(std::move(command));
      return;
    }
    const std::size_t offset = commands_.size();
    std::vector<std::size_t> moved;  // where each of the inner commands ends
    for (ShellCommand& inner : read_shell(script->value, variables_)) {
      if (inner.piped) inner.piped = *inner.piped < moved.size() ? moved[*inner.piped] : offset;
      add(std::move(inner), depth + 1);
      moved.push_back(commands_.size() - 1);
    }
  }
  std::vector<ShellCommand> take() && { return std::move(commands_); }

 private:
  static const ShellWord* find_script(const ShellCommand& command) {
    for (std::size_t i = 0; i < command.words.size(); ++i) {
      const std::string_view program = flux::base_name(command.words[i].value.text);
      if (program == "eval" && i + 2 == command.words.size()) return &command.words[i + 1];
      if (!is_shell(program) && program != "su") continue;
      if (const ShellWord* script = script_of(command, i)) return script;
      if (is_shell(program) && command.input) return &*command.input;
    }
    return nullptr;
  }

  ShellVariables variables_;
  std::vector<ShellCommand> commands_;
};

void add_words(const yaml::Node& list, ShellCommand& command) {
  if (list.is_scalar() && !list.text().empty()) command.words.push_back({EmbeddedText::whole(list), false});
  for (const yaml::Node& word : list.items())
    if (word.is_scalar()) command.words.push_back({EmbeddedText::whole(word), false});
}

// The program an image is made for, which its arguments are for where no command is given.
const yaml::Node* wrapped_program(const yaml::Node& container) {
  if (container["command"]) return nullptr;
  const yaml::Node& image = container["image"];
  const std::string_view name = flux::base_name(image.is_map() ? image["repository"].text() : image.text());
  constexpr std::array programs = {"psql", "flyway", "liquibase", "migrate", "goose", "dbmate", "sqitch", "atlas", "pgroll"};
  const std::string_view plain = name.substr(0, name.find_first_of(":@"));
  return std::find(programs.begin(), programs.end(), plain) == programs.end() ? nullptr : &image;
}

ShellVariables environment_of(const yaml::Node& container) {
  ShellVariables variables;
  const auto add = [&](std::string_view name, const yaml::Node& value) {
    if (value.is_scalar()) variables.emplace(name, EmbeddedText::whole(value));
  };
  for (const yaml::Node& variable : container["env"].items()) add(variable["name"].text(), variable["value"]);
  for (const auto& [name, value] : container["env"].members()) add(name.text(), value);
  return variables;
}

bool is_shell_script(std::string_view text) {
  if (!text.starts_with("#!")) return true;
  const std::string_view line = text.substr(0, text.find('\n'));
  return is_shell(flux::base_name(line.substr(0, line.find_last_not_of(" \r") + 1))) || line.find("sh ") != line.npos ||
         line.ends_with(" sh") || line.ends_with(" bash");
}

class Visitor {
 public:
  void visit(const yaml::Node& node, std::string_view name, const yaml::Node& environment) {
    for (const yaml::Node& item : node.items()) visit(item, name, environment);
    if (!node.is_map()) return;
    const std::string_view own = node["name"].is_scalar() ? node["name"].text() : name;
    const yaml::Node& variables = node["env"] ? node : environment;
    read_container(node, own, variables);
    for (const auto& [key, value] : node.members())
      if (value.is_map() || value.is_sequence()) visit(value, node["name"].is_scalar() ? own : key_name(key, own), variables);
  }
  std::vector<ContainerCommands> take() && { return std::move(found_); }

 private:
  // A chart's values name containers by their keys.
  static std::string_view key_name(const yaml::Node& key, std::string_view name) { return name.empty() ? key.text() : name; }

  void read_container(const yaml::Node& node, std::string_view name, const yaml::Node& environment) {
    ShellCommand command;
    const yaml::Node* program = wrapped_program(node);
    add_words(node["command"], command);
    add_words(node["args"], command);
    const yaml::Node& script = node["script"].is_scalar() ? node["script"] : node["source"];
    const bool has_script = script.is_scalar() && node["image"].is_scalar();
    if (command.words.empty() && !has_script) return;
    if (program && !command.words.empty()) command.words.insert(command.words.begin(), {named_after(*program), false});
    Expander expander(environment_of(environment));
    if (has_script && command.words.empty()) {
      if (is_shell_script(script.text()))
        command.words.push_back({.value = {.node = &script, .text = "sh", .stretches = {}}, .expands = false});
    }
    if (has_script) command.input = ShellWord{EmbeddedText::whole(script), false};
    expander.add(std::move(command));
    found_.push_back({std::string(name), std::move(expander).take()});
  }

  static EmbeddedText named_after(const yaml::Node& image) {
    const std::string_view name = flux::base_name(image.is_map() ? image["repository"].text() : image.text());
    return {.node = nullptr, .text = std::string(name.substr(0, name.find_first_of(":@"))), .stretches = {}};
  }

  std::vector<ContainerCommands> found_;
};

}  // namespace

std::vector<ContainerCommands> container_commands(const flux::Object& object) {
  static const yaml::Node none;
  Visitor visitor;
  visitor.visit(object.at("spec"), "", none);
  return std::move(visitor).take();
}

std::vector<ShellCommand> script_commands(const yaml::Node& text) {
  if (!is_shell_script(text.text())) return {};
  Expander expander({});
  for (ShellCommand& command : read_shell(EmbeddedText::whole(text), {})) expander.add(std::move(command));
  return std::move(expander).take();
}

}  // namespace safeops
