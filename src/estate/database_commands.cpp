#include "estate/database_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "estate/container_commands.hpp"
#include "estate/migration.hpp"
#include "estate/psql_call.hpp"
#include "estate/scalar_place.hpp"
#include "estate/tool_command.hpp"
#include "estate/workload.hpp"
#include "flux/repository_path.hpp"

namespace safeops {
namespace {

using Kind = DatabaseCommand::Kind;

constexpr std::size_t most_commands = 10'000;
constexpr std::size_t most_bytes = 8 * 1024 * 1024;

// The words of a command in one line.
EmbeddedText line_of(const ShellCommand& command) {
  EmbeddedText line;
  for (const ShellWord& word : command.words) {
    if (!line.text.empty()) line.text += ' ';
    line.append(word.value);
  }
  return line;
}

// Namespace and name.
using MountedSecret = std::pair<std::string_view, std::string_view>;

std::set<MountedSecret> mounted_secrets(const std::deque<Resource>& resources) {
  std::set<MountedSecret> mounted;
  for (const Resource& resource : resources) {
    if (!resource.deployed() || !is_workload(*resource.object)) continue;
    const auto add = [&](const yaml::Node& name) {
      if (!name.text().empty()) mounted.emplace(resource.object->namespace_(), name.text());
    };
    for (const yaml::Node& volume : pod_spec(*resource.object)["volumes"].items()) {
      add(volume.at("secret.secretName"));
      for (const yaml::Node& source : volume.at("projected.sources").items()) add(source.at("secret.name"));
    }
  }
  return mounted;
}

class Finder {
 public:
  void read_object(const Resource& resource);
  void read_config_map(const Resource& resource);
  void read_secret(const Resource& resource, const std::set<MountedSecret>& mounted);
  std::deque<DatabaseCommand> take() && { return std::move(found_); }

 private:
  void add(Kind kind, EmbeddedText text);
  void add_value(const ShellWord& word, Kind kind);
  void add_file(const ShellWord& word);
  void read(const std::vector<ShellCommand>& commands);
  void read_psql(const std::vector<ShellCommand>& commands, const ShellCommand& command, const PsqlCall& call);
  void read_input(const std::vector<ShellCommand>& commands, const ShellCommand& command);
  void read_unreadable_keys(const Resource& resource, std::string_view map);

  const Resource* resource_ = nullptr;
  std::string container_;
  std::size_t bytes_ = 0;
  std::deque<DatabaseCommand> found_;
};

void Finder::add(Kind kind, EmbeddedText text) {
  if (found_.size() > most_commands || bytes_ > most_bytes) return;
  bytes_ += text.text.size();
  DatabaseCommand& command = found_.emplace_back();
  command.resource = resource_;
  command.kind = found_.size() > most_commands || bytes_ > most_bytes ? Kind::unseen : kind;
  command.container = container_;
  command.words = std::move(text);
}

// SQL with a placeholder in it is for the reader of SQL; a value that is nothing but one is not seen at all.
void Finder::add_value(const ShellWord& word, Kind kind) {
  const std::string& text = word.value.text;
  const bool is_placeholder = word.expands && text.starts_with("_$") && text.find_first_of(" \n;'\"") == text.npos;
  if (!text.empty()) add(is_placeholder ? Kind::unseen : kind, word.value);
}

void Finder::read(const std::vector<ShellCommand>& commands) {
  for (const ShellCommand& command : commands) {
    if (const auto harm = harm_of(command)) add(*harm == Harm::wipes ? Kind::wipes : Kind::undoes, line_of(command));
    if (const auto call = read_psql_call(command)) read_psql(commands, command, *call);
  }
}

// What a wildcard takes that does not say .sql cannot be told.
void Finder::add_file(const ShellWord& word) {
  const std::string_view name = flux::base_name(word.value.text);
  add(name.find('*') != name.npos && !is_sql_name(name) ? Kind::unseen : Kind::file, word.value);
}

void Finder::read_psql(const std::vector<ShellCommand>& commands, const ShellCommand& command, const PsqlCall& call) {
  for (const ShellWord& statement : call.statements) add_value(statement, Kind::sql);
  for (const ShellWord& file : call.files)
    if (file.value.text == "-" || file.value.text == "/dev/stdin")
      read_input(commands, command);
    else
      add_file(file);
  if (call.statements.empty() && call.files.empty()) read_input(commands, command);
}

void Finder::read_input(const std::vector<ShellCommand>& commands, const ShellCommand& command) {
  if (command.input) return add_value(*command.input, Kind::sql);
  if (command.file) return add_file(*command.file);
  if (!command.piped || *command.piped >= commands.size()) return;
  const ShellCommand& source = commands[*command.piped];
  if (const auto printed = output_of(source)) return add_value(*printed, Kind::sql);
  const bool is_cat = !source.words.empty() && flux::base_name(source.words.front().value.text) == "cat";
  if (!is_cat) return add(Kind::unseen, line_of(source));
  for (std::size_t i = 1; i < source.words.size(); ++i) add_file(source.words[i]);
}

void Finder::read_object(const Resource& resource) {
  resource_ = &resource;
  for (const ContainerCommands& container : container_commands(*resource.object)) {
    container_ = container.container;
    read(container.commands);
  }
}

void Finder::read_config_map(const Resource& resource) {
  resource_ = &resource;
  for (const auto& [key, value] : resource.object->at("data").members()) {
    const bool is_script = key.text().ends_with(".sh") || value.text().starts_with("#!");
    if (!is_script) continue;
    container_ = key.text();
    read(script_commands(value));
  }
  read_unreadable_keys(resource, "binaryData");
}

// Of a Secret that only a new Cluster is made with nothing is lost.
void Finder::read_secret(const Resource& resource, const std::set<MountedSecret>& mounted) {
  resource_ = &resource;
  if (!mounted.contains({resource.object->namespace_(), resource.object->name()})) return;
  read_unreadable_keys(resource, "data");
  read_unreadable_keys(resource, "stringData");
}

// What is encrypted, encoded or must not be shown; the key is no secret.
void Finder::read_unreadable_keys(const Resource& resource, std::string_view map) {
  for (const auto& [key, value] : resource.object->at(map).members()) {
    if (!is_sql_name(key.text())) continue;
    container_ = key.text();
    const yaml::Node& name = resource.object->at("metadata.name");
    add(Kind::unseen,
        {.node = &name, .text = fmt::format("{} of {}", key.text(), resource.object->id().text()), .stretches = {}});
  }
}

bool runs_commands(const flux::Object& object) {
  const auto is_of = [&](std::string_view group) { return object.group() == group; };
  return is_workload(object) || is_of("argoproj.io") || is_of("tekton.dev");
}

}  // namespace

text::Place DatabaseCommand::place() const {
  if (!words.node) return resource->object->place();
  const auto last = static_cast<std::uint32_t>(words.node->text().size());
  const auto end = static_cast<std::uint32_t>(words.text.size());
  return place_within(*words.node, {std::min(words.offset_in_node(0), last), std::min(words.offset_in_node(end), last)});
}

std::deque<DatabaseCommand> find_database_commands(const std::deque<Resource>& resources) {
  Finder finder;
  const std::set<MountedSecret> mounted = mounted_secrets(resources);
  for (const Resource& resource : resources) {
    if (!resource.deployed()) continue;
    if (resource.object->is("", "ConfigMap"))
      finder.read_config_map(resource);
    else if (resource.object->is("", "Secret"))
      finder.read_secret(resource, mounted);
    else if (runs_commands(*resource.object))
      finder.read_object(resource);
  }
  return std::move(finder).take();
}

}  // namespace safeops
