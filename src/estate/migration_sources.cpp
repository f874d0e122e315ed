#include "estate/migration_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "estate/glob.hpp"
#include "estate/workload.hpp"
#include "flux/repository_path.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

bool is_migration_directory(std::string_view component) {
  return component.find("migration") != component.npos || component == "migrate";
}

bool is_migration_file_name(std::string_view name) {
  const bool flyway = name.size() > 3 && (name[0] == 'V' || name[0] == 'U') &&
                      std::isdigit(static_cast<unsigned char>(name[1])) && name.find("__") != name.npos;
  return flyway || name.ends_with(".up.sql") || name.ends_with(".down.sql");
}

// The clusters a name may stand for, and the one to take when nothing else says: the only one there is.
struct Databases {
  std::set<std::string> names;
  const Policy* policy;
  const std::deque<Plan>* plans;

  void assign(Migration& migration) const;
};

void Databases::assign(Migration& migration) const {
  const auto take = [&](std::string name, std::string reason) {
    migration.database = std::move(name);
    migration.database_reason = std::move(reason);
  };
  for (const Plan& plan : *plans) {
    if (plan.expands(migration.path) || plan.contracts(migration.path)) return take(plan.database, "plan " + plan.name);
  }
  for (const Policy::Database& database : policy->databases) {
    const auto holds = [&](const std::string& pattern) { return glob_matches(pattern, migration.path); };
    if (std::any_of(database.migrations.begin(), database.migrations.end(), holds)) return take(database.cluster, "policy");
  }
  if (names.size() == 1) return take(*names.begin(), "only cluster in the repository");
  if (names.empty() && policy->databases.size() == 1) take(policy->databases.front().cluster, "only database of the policy");
}

std::string name_within(const Resource& resource, const text::Source& source, std::string_view key) {
  return fmt::format("{}#{}#{}", source.path(), resource.object->id().text(), key);
}

class Finder {
 public:
  Finder(Library& library, std::deque<Migration>& into) : library_(&library), into_(&into) {}

  void add_file(const git::Entry& entry, const Resource* resource);
  Migration* add_text(const Resource& resource, const yaml::Node& node, Migration::Carrier carrier, std::string_view key);
  void add_command(const DatabaseCommand& command, std::size_t number);
  [[nodiscard]] bool holds(const std::string& name) const { return names_.contains(name); }

 private:
  Library* library_;
  std::deque<Migration>* into_;
  std::set<std::string> names_;
};

void Finder::add_file(const git::Entry& entry, const Resource* resource) {
  if (!names_.insert(entry.path).second) return;
  Migration migration;
  migration.path = entry.path;
  migration.name = entry.path;
  migration.entry = entry;
  migration.resource = resource;
  migration.library = library_;
  into_->push_back(std::move(migration));
}

Migration* Finder::add_text(const Resource& resource, const yaml::Node& node, Migration::Carrier carrier, std::string_view key) {
  if (!node.place().source || node.text().empty()) return nullptr;
  const text::Source& source = *node.place().source;
  Migration migration;
  migration.path = source.path();
  migration.name = name_within(resource, source, key);
  if (!names_.insert(migration.name).second) return nullptr;
  migration.carrier = carrier;
  migration.entry = {source.path(), source.blob(), git::Mode::regular};
  migration.node = &node;
  migration.places = std::make_shared<ScalarPlaces>(&node);
  migration.resource = &resource;
  migration.library = library_;
  return &into_->emplace_back(std::move(migration));
}

void Finder::add_command(const DatabaseCommand& command, std::size_t number) {
  Migration* migration =
      add_text(*command.resource, *command.words.node, Migration::Carrier::job, fmt::format("{}[{}]", command.container, number));
  if (!migration) return;
  migration->embedded = &command.words;
  migration->places = command.places;
}

// A generated ConfigMap's value is a whole file: then the file is the migration, and the ConfigMap only delivers it.
bool is_whole_file(const yaml::Node& node) {
  return node.place().source && is_sql_name(node.place().source->path());
}

void add_config_map(const Resource& resource, const SqlKeys& keys, Finder& finder) {
  for (const auto& [key, value] : resource.object->at("data").members()) {
    if (!keys.holds(key.text())) continue;
    if (is_whole_file(value)) {
      const text::Source& source = *value.place().source;
      finder.add_file({source.path(), source.blob(), git::Mode::regular}, &resource);
    } else {
      finder.add_text(resource, value, Migration::Carrier::config_map, key.text());
    }
  }
}

void add_bootstrap(const Resource& resource, Finder& finder) {
  const yaml::Node& initdb = resource.object->at("spec.bootstrap.initdb");
  for (const std::string_view list : {"postInitSQL", "postInitTemplateSQL", "postInitApplicationSQL"}) {
    for (std::size_t i = 0; i < initdb[list].items().size(); ++i) {
      finder.add_text(resource, initdb[list].items()[i], Migration::Carrier::bootstrap, fmt::format("{}[{}]", list, i));
    }
  }
}

void add_from_commands(const std::deque<DatabaseCommand>& commands, Finder& finder) {
  std::map<std::pair<const Resource*, std::string_view>, std::size_t> counts;
  for (const DatabaseCommand& command : commands)
    if (command.kind == DatabaseCommand::Kind::sql) finder.add_command(command, counts[{command.resource, command.container}]++);
}

std::set<std::string> named_files(const std::deque<Plan>& plans) {
  std::set<std::string> names;
  for (const Plan& plan : plans) {
    for (const FileReference& file : plan.expand) names.insert(file.path);
    for (const FileReference& file : plan.contract) names.insert(file.path);
  }
  return names;
}

bool in_policy(const Policy& policy, std::string_view path) {
  for (const Policy::Database& database : policy.databases) {
    for (const std::string& pattern : database.migrations) {
      if (glob_matches(pattern, path)) return true;
    }
  }
  return false;
}

// Sqitch keeps its scripts in three directories beside sqitch.plan.
bool is_sqitch_script(const git::Snapshot& snapshot, std::string_view path) {
  if (!is_sql_name(path)) return false;
  for (const std::string_view directory : {"deploy/", "revert/", "verify/"}) {
    const std::size_t at = path.find(directory);
    const bool whole = at == 0 || (at != path.npos && path[at - 1] == '/');
    if (whole && snapshot.find(fmt::format("{}sqitch.plan", path.substr(0, at)))) return true;
  }
  return false;
}

}  // namespace

SqlKeys::SqlKeys(const std::deque<Resource>& resources, const std::deque<DatabaseCommand>& commands) {
  for (const DatabaseCommand& command : commands)
    if (command.kind == DatabaseCommand::Kind::file) files_.emplace(flux::base_name(command.words.text));
  for (const Resource& resource : resources) {
    if (!resource.deployed() || !is_workload(*resource.object)) continue;
    for (const yaml::Node* source : volume_sources(*resource.object, "configMap")) add_items((*source)["items"]);
  }
}

void SqlKeys::add_items(const yaml::Node& items) {
  for (const yaml::Node& item : items.items())
    if (holds(flux::base_name(item["path"].text()))) files_.emplace(item["key"].text());
}

bool SqlKeys::holds(std::string_view key) const {
  return is_sql_name(key) || files_.contains(key);
}

std::vector<CarriedMigration> carried_migrations(const Resource& config_map, const SqlKeys& keys) {
  std::vector<CarriedMigration> carried;
  for (const auto& [key, value] : config_map.object->at("data").members()) {
    if (!keys.holds(key.text()) || !value.place().source) continue;
    const text::Source& source = *value.place().source;
    carried.push_back({key.text(), is_whole_file(value) ? source.path() : name_within(config_map, source, key.text())});
  }
  return carried;
}

bool is_migration_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = path.substr(slash + 1);
  if (!is_sql_name(name)) return false;
  if (is_migration_file_name(name)) return true;
  std::string_view directory = slash == path.npos ? std::string_view{} : path.substr(0, slash);
  while (!directory.empty()) {
    const std::size_t cut = directory.rfind('/');
    if (is_migration_directory(text::lower(directory.substr(cut == directory.npos ? 0 : cut + 1)))) return true;
    directory = cut == directory.npos ? std::string_view{} : directory.substr(0, cut);
  }
  return false;
}

FoundMigrations find_migrations(const git::Snapshot& snapshot, Library& library, const Policy& policy,
                                const std::deque<Plan>& plans, const std::deque<Resource>& resources,
                                const std::deque<Cluster>& clusters, const std::deque<DatabaseCommand>& commands) {
  FoundMigrations found{.migrations = {}, .others = {}, .keys = SqlKeys(resources, commands)};
  Finder finder(library, found.migrations);
  for (const Resource& resource : resources) {
    if (!resource.deployed()) continue;
    if (resource.object->is("", "ConfigMap")) add_config_map(resource, found.keys, finder);
    if (resource.object->is("postgresql.cnpg.io", "Cluster")) add_bootstrap(resource, finder);
  }
  add_from_commands(commands, finder);
  const auto named = named_files(plans);
  const auto is_migration = [&](const std::string& path) {
    return is_migration_path(path) || named.contains(path) || (is_sql_name(path) && in_policy(policy, path)) ||
           is_sqitch_script(snapshot, path);
  };
  std::map<std::string, git::Entry> files;
  snapshot.walk("", [&](const git::Entry& entry) {
    if (is_migration(entry.path)) files.emplace(entry.path, entry);
  });
  std::vector<std::string> paths;
  for (const auto& [path, entry] : files) paths.push_back(path);
  for (DialectFile& other : find_other_dialects(paths))
    if (!named.contains(other.path) && !finder.holds(other.path) && files.erase(other.path) > 0)
      found.others.push_back(std::move(other));
  for (const auto& [path, entry] : files) finder.add_file(entry, nullptr);
  Databases databases{.names = {}, .policy = &policy, .plans = &plans};
  for (const Cluster& cluster : clusters) databases.names.emplace(cluster.name());
  for (Migration& migration : found.migrations) {
    databases.assign(migration);
    if (migration.carrier == Migration::Carrier::bootstrap) {
      migration.database = std::string(migration.resource->object->name());
      migration.database_reason = "bootstrap of the Cluster";
    }
  }
  std::stable_sort(found.migrations.begin(), found.migrations.end(),
                   [](const Migration& a, const Migration& b) { return a.name < b.name; });
  return found;
}

}  // namespace safeops
