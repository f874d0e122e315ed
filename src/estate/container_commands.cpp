#include "estate/container_commands.hpp"

#include <algorithm>

#include "estate/shell_output.hpp"
#include "estate/tool_command.hpp"
#include "flux/repository_path.hpp"

namespace safeops {
namespace {

constexpr int deepest_shell = 4;                      // shells inside one another
constexpr std::size_t most_script_bytes = 4'000'000;  // of one container, those inside one another counted each
constexpr std::size_t most_options = 32;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_shell(std::string_view program) {
  return is_one_of(program, {"sh", "bash", "ash", "dash", "zsh", "ksh"});
}

bool is_switch_user(std::string_view program) {
  return program == "su" || program == "runuser";
}

// How a shell is called: with a script as an argument, with a file, or neither.
struct ShellCall {
  const ShellWord* script = nullptr;  // of `sh -ec SCRIPT`, `su postgres -c SCRIPT`
  bool has_file = false;
};

ShellCall read_shell_call(const ShellCommand& command, std::size_t program) {
  const bool switches_user = is_switch_user(flux::base_name(command.words[program].value.text));
  const std::size_t end = std::min(command.words.size(), program + most_options);
  for (std::size_t i = program + 1; i < end; ++i) {
    const std::string& word = command.words[i].value.text;
    const bool is_option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    if (((is_option && word.back() == 'c') || word == "--command") && i + 1 < command.words.size())
      return {.script = &command.words[i + 1]};
    if (is_option && word.back() == 'o') ++i;  // -o pipefail
    if (!is_option && !switches_user && word[0] != '-' && word[0] != '+') return {.has_file = true};
  }
  return {};
}

class Expander {
 public:
  explicit Expander(ShellVariables variables) : variables_(std::move(variables)) {}

  void add(ShellCommand command, int depth = 0) {
    std::optional<ShellWord> printed;
    const ShellWord* script = find_script(command, printed);
    if (!script) return commands_.push_back(std::move(command));
    const std::size_t size = script->value.text.size() + script->value.stretches.size();
    cut_off_ |= depth == deepest_shell || size > most_script_bytes - bytes_;
    if (cut_off_) return;
    bytes_ += size;
    add_script(script->value, depth + 1);
  }
  void add_script(const EmbeddedText& script, int depth = 0) {
    std::vector<std::size_t> moved;  // where each of its commands ends
    for (ShellCommand& inner : read_shell(script, variables_)) {
      if (inner.piped) inner.piped = moved[*inner.piped];
      add(std::move(inner), depth);
      moved.push_back(commands_.empty() ? 0 : commands_.size() - 1);
    }
  }
  ContainerCommands take(std::string_view container) && { return {std::string(container), std::move(commands_), cut_off_}; }

 private:
  // `printed` holds what a shell reads from the command before it in the pipeline.
  const ShellWord* find_script(const ShellCommand& command, std::optional<ShellWord>& printed) const {
    for (std::size_t i = 0; i < std::min(command.words.size(), most_options); ++i) {
      const std::string_view program = flux::base_name(command.words[i].value.text);
      if (program == "psql") break;  // behind it are its own arguments
      const bool takes_text = program == "eval" || program == "trap";
      if (takes_text && i + 1 < command.words.size()) return &command.words[i + 1];
      if (!is_shell(program) && !is_switch_user(program)) continue;
      const ShellCall call = read_shell_call(command, i);
      if (call.script) return call.script;
      if (!is_shell(program) || call.has_file) continue;
      if (command.input) return &*command.input;
      if (i == 0 && command.piped) printed = output_of(commands_[*command.piped]);
      if (printed) return &*printed;
    }
    return nullptr;
  }

  ShellVariables variables_;
  std::vector<ShellCommand> commands_;
  std::size_t bytes_ = 0;
  bool cut_off_ = false;
};

// A single text with blanks in it, where a list is usual, is a line of shell.
void add_line(const yaml::Node& text, ShellCommand& command) {
  if (text.text().find_first_of(" \n") == std::string_view::npos)
    return command.words.push_back({.value = EmbeddedText::whole(text)});
  command.words.push_back({.value = {.node = &text, .text = "sh", .stretches = {}}});
  command.input = ShellWord{.value = EmbeddedText::whole(text)};
}

void add_words(const yaml::Node& list, ShellCommand& command) {
  if (list.is_scalar() && !list.text().empty()) add_line(list, command);
  for (const yaml::Node& word : list.items())
    if (word.is_scalar()) command.words.push_back({.value = EmbeddedText::whole(word)});
}

// The program an image is made for, which its arguments are for where no command is given; "" for most.
std::string_view wrapped_program(const yaml::Node& container) {
  const yaml::Node& image = container["image"];
  const std::string_view name = flux::base_name(image.is_map() ? image["repository"].text() : image.text());
  const std::string_view plain = name.substr(0, name.find_first_of(":@"));
  const bool wraps = !container["command"] && (plain == "psql" || is_migration_tool(plain));
  return wraps ? plain : std::string_view{};
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

// By the interpreter its first line names; a text without such a line is one.
bool is_shell_script(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  if (!text.starts_with("#!")) return true;
  std::string_view line = text.substr(2, text.find_first_of("\r\n") - 2);
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    if (is_shell(flux::base_name(line.substr(0, end)))) return true;
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return false;
}

class Visitor {
 public:
  void visit(const yaml::Node& node, std::string_view name, const yaml::Node& environment) {
    for (const yaml::Node& item : node.items()) visit(item, name, environment);
    if (!node.is_map()) return;
    const std::string_view own = node["name"].is_scalar() ? node["name"].text() : name;
    const yaml::Node& variables = node["env"] ? node : environment;
    read_container(node, own, variables);
    for (const auto& [key, value] : node.members()) {
      if (value.is_map() || value.is_sequence()) visit(value, node["name"].is_scalar() ? own : key_name(key, own), variables);
      if (value.is_scalar() && key.text().ends_with(".sh")) found_.push_back(script_commands(value, key.text()));
    }
  }
  std::vector<ContainerCommands> take() && { return std::move(found_); }

 private:
  // A chart's values name containers by their keys.
  static std::string_view key_name(const yaml::Node& key, std::string_view name) { return name.empty() ? key.text() : name; }

  void read_container(const yaml::Node& node, std::string_view name, const yaml::Node& environment) {
    ShellCommand command;
    add_words(node["command"], command);
    add_words(node["args"], command);
    const yaml::Node& script = node["script"].is_scalar() ? node["script"] : node["source"];
    const bool has_script = script.is_scalar() && node["image"].is_scalar();
    if (command.words.empty() && !has_script) return;
    if (const std::string_view program = wrapped_program(node); !program.empty())
      command.words.insert(command.words.begin(), ShellWord{.value = {.text = std::string(program)}});
    if (has_script && command.words.empty() && is_shell_script(script.text()))
      command.words.push_back({.value = {.node = &script, .text = "sh", .stretches = {}}});
    if (has_script) command.input = ShellWord{.value = EmbeddedText::whole(script)};
    Expander expander(environment_of(environment));
    expander.add(std::move(command));
    found_.push_back(std::move(expander).take(name));
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

ContainerCommands script_commands(const yaml::Node& text, std::string_view name) {
  Expander expander({});
  if (is_shell_script(text.text())) expander.add_script(EmbeddedText::whole(text));
  return std::move(expander).take(name);
}

}  // namespace safeops
