#include "estate/database_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "estate/container_commands.hpp"
#include "estate/migration.hpp"
#include "estate/psql_call.hpp"
#include "estate/shell_output.hpp"
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
    for (const yaml::Node* source : volume_sources(*resource.object, "secret"))
      for (const std::string_view key : {"secretName", "name"})
        if (const auto name = (*source)[key].text(); !name.empty()) mounted.emplace(resource.object->namespace_(), name);
  }
  return mounted;
}

class CommandFinder {
 public:
  void read_object(const Resource& resource);
  void read_config_map(const Resource& resource);
  void read_secret(const Resource& resource, const std::set<MountedSecret>& mounted);
  std::deque<DatabaseCommand> take() && { return std::move(found_); }

 private:
  void add(Kind kind, EmbeddedText text);
  void add_value(const ShellWord& word, Kind kind);
  void add_file(const ShellWord& word);
  void read(const ContainerCommands& container);
  void read_psql(const ShellCommand& command, const PsqlCall& call);
  void read_input(const ShellCommand& command);
  void note_written(const ShellCommand& command);
  void read_unreadable_keys(const Resource& resource, std::string_view map);

  const Resource* resource_ = nullptr;
  std::string container_;
  const std::vector<ShellCommand>* commands_ = nullptr;      // of that container
  std::map<std::string, std::optional<ShellWord>> written_;  // files its commands make; none: with what nobody can see
  bool names_sql_files_ = false;
  std::shared_ptr<const ScalarPlaces> places_;
  std::set<std::string, std::less<>> scripts_;  // the names of files that commands name
  std::size_t bytes_ = 0;
  std::deque<DatabaseCommand> found_;
};

void CommandFinder::add(Kind kind, EmbeddedText text) {
  if (found_.size() > most_commands || bytes_ > most_bytes) return;
  bytes_ += text.text.size();
  DatabaseCommand& command = found_.emplace_back();
  command.resource = resource_;
  command.kind = found_.size() > most_commands || bytes_ > most_bytes ? Kind::unseen : kind;
  command.container = container_;
  command.words = std::move(text);
  if (!places_ || places_->scalar() != command.words.node) places_ = std::make_shared<ScalarPlaces>(command.words.node);
  command.places = places_;
}

// SQL with a placeholder in it is for the reader of SQL; a value that is nothing but one is not seen at all.
void CommandFinder::add_value(const ShellWord& word, Kind kind) {
  const std::string& text = word.value.text;
  const bool is_placeholder = word.expands && text.starts_with("_$") && text.find_first_of(" \n;'\"") == text.npos;
  if (!text.empty()) add(is_placeholder ? Kind::unseen : kind, word.value);
}

void CommandFinder::read(const ContainerCommands& container) {
  container_ = container.container;
  commands_ = &container.commands;
  written_.clear();
  names_sql_files_ = std::any_of(commands_->begin(), commands_->end(), [](const ShellCommand& command) {
    return std::any_of(command.words.begin(), command.words.end(),
                       [](const ShellWord& word) { return is_sql_name(word.value.text); });
  });
  for (const ShellCommand& command : *commands_) {
    if (const auto harm = harm_of(command)) add(*harm == Harm::wipes ? Kind::wipes : Kind::undoes, line_of(command));
    if (const auto call = read_psql_call(command))
      read_psql(command, *call);
    else
      note_written(command);
  }
  if (container.cut_off) add(Kind::unseen, {.text = "more shell inside shell than is read"});
}

// Whatever a program is told of a file may be where it writes; what only reads is not asked.
void CommandFinder::note_written(const ShellCommand& command) {
  if (command.words.empty()) return;
  const std::string_view program = flux::base_name(command.words.front().value.text);
  const auto put = [&](const ShellWord& file, std::optional<ShellWord> content) {
    const auto [row, is_new] = written_.try_emplace(file.value.text, std::move(content));
    if (!is_new) row->second.reset();
  };
  if (command.output) put(*command.output, output_of(command));
  constexpr std::array readers = {"cat", "test", "[",    "[[", "ls",    "echo", "printf",
                                  "for", "head", "grep", "wc", "chmod", "rm",   "export"};
  if (std::find(readers.begin(), readers.end(), program) != readers.end()) return;
  for (const ShellWord& word : command.words)
    if (word.value.text.find('/') != std::string::npos || is_sql_name(word.value.text))
      put(word, program == "tee" ? command.input : std::nullopt);
}

// What a wildcard takes that does not say .sql cannot be told, nor what a variable names where nothing in sight does.
void CommandFinder::add_file(const ShellWord& word) {
  const std::string& path = word.value.text;
  if (path.starts_with("/dev/")) return;
  const auto written = written_.find(path);
  if (written != written_.end() && written->second) return add_value(*written->second, Kind::sql);
  const std::string_view name = flux::base_name(path);
  const bool by_wildcard = name.find('*') != name.npos && !is_sql_name(name);
  const bool by_variable = path.find("_$") != path.npos && !names_sql_files_;
  add(path.empty() || by_wildcard || by_variable || written != written_.end() ? Kind::unseen : Kind::file, word.value);
}

void CommandFinder::read_psql(const ShellCommand& command, const PsqlCall& call) {
  for (const ShellWord& statement : call.statements) add_value(statement, Kind::sql);
  for (const ShellWord& file : call.files)
    if (file.value.text == "-" || file.value.text == "/dev/stdin")
      read_input(command);
    else
      add_file(file);
  if (call.statements.empty() && call.files.empty() && !call.only_informs) read_input(command);
}

void CommandFinder::read_input(const ShellCommand& command) {
  if (command.input) return add_value(*command.input, Kind::sql);
  if (command.file) return add_file(*command.file);
  if (!command.piped) return add(Kind::unseen, line_of(command));
  const ShellCommand& source = (*commands_)[*command.piped];
  if (const auto printed = output_of(source)) return add_value(*printed, Kind::sql);
  const bool is_cat = source.words.size() > 1 && flux::base_name(source.words.front().value.text) == "cat";
  if (!is_cat) return add(Kind::unseen, line_of(source));
  for (std::size_t i = 1; i < source.words.size(); ++i) add_file(source.words[i]);
}

void CommandFinder::read_object(const Resource& resource) {
  resource_ = &resource;
  for (const ContainerCommands& container : container_commands(*resource.object)) {
    for (const ShellCommand& command : container.commands)
      for (const ShellWord& word : command.words)
        if (word.value.text.find('/') != std::string::npos) scripts_.emplace(flux::base_name(word.value.text));
    read(container);
  }
}

void CommandFinder::read_config_map(const Resource& resource) {
  resource_ = &resource;
  for (const auto& [key, value] : resource.object->at("data").members()) {
    const std::string_view text = value.text();
    const bool is_script = key.text().ends_with(".sh") || key.text().ends_with(".bash") || text.starts_with("#!") ||
                           (scripts_.contains(key.text()) && !is_sql_name(key.text()) && text.find("psql") != text.npos);
    if (is_script) read(script_commands(value, key.text()));
  }
  read_unreadable_keys(resource, "binaryData");
}

// Of a Secret that only a new Cluster is made with nothing is lost.
void CommandFinder::read_secret(const Resource& resource, const std::set<MountedSecret>& mounted) {
  resource_ = &resource;
  if (!mounted.contains({resource.object->namespace_(), resource.object->name()})) return;
  read_unreadable_keys(resource, "data");
  read_unreadable_keys(resource, "stringData");
}

// What is encrypted, encoded or must not be shown; the key is no secret.
void CommandFinder::read_unreadable_keys(const Resource& resource, std::string_view map) {
  for (const auto& [key, value] : resource.object->at(map).members()) {
    if (!is_sql_name(key.text())) continue;
    container_ = key.text();
    const yaml::Node& name = resource.object->at("metadata.name");
    add(Kind::unseen,
        {.node = &name, .text = fmt::format("{} of {}", key.text(), resource.object->id().text()), .stretches = {}});
  }
}

bool runs_commands(const flux::Object& object) {
  constexpr std::array groups = {"argoproj.io", "tekton.dev", "keda.sh", "serving.knative.dev"};
  return is_workload(object) || std::find(groups.begin(), groups.end(), object.group()) != groups.end();
}

}  // namespace

text::Place DatabaseCommand::place() const {
  if (!words.node) return resource->object->place();
  const auto end = static_cast<std::uint32_t>(words.text.size());
  return places->at({words.offset_in_node(0), words.offset_in_node(end)});
}

std::deque<DatabaseCommand> find_database_commands(const std::deque<Resource>& resources) {
  CommandFinder finder;
  const std::set<MountedSecret> mounted = mounted_secrets(resources);
  for (const Resource& resource : resources)
    if (resource.deployed() && runs_commands(*resource.object)) finder.read_object(resource);
  for (const Resource& resource : resources) {
    if (!resource.deployed()) continue;
    if (resource.object->is("", "ConfigMap")) finder.read_config_map(resource);
    if (resource.object->is("", "Secret")) finder.read_secret(resource, mounted);
  }
  return std::move(finder).take();
}

}  // namespace safeops
