#include "change/schema_history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "change/migration_order.hpp"
#include "change/statement_facts.hpp"
#include "change/understood.hpp"
#include "estate/named_files.hpp"

namespace safeops {
namespace {

constexpr int newest_major = 18;

// Prisma and Diesel give each migration a directory of its own, which carries the number.
std::string_view folder_of(const Migration& migration) {
  const std::string_view directory = migration.directory();
  const std::string_view name = std::string_view(migration.path).substr(migration.path.rfind('/') + 1);
  if (name != "up.sql" && name != "down.sql" && name != "migration.sql") return directory;
  const std::size_t slash = directory.rfind('/');
  return slash == directory.npos ? std::string_view{} : directory.substr(0, slash);
}

// The database of the other migrations in a folder: a plan names that of its own files only. Empty where they know none, or
// several.
std::string database_of_folder(std::string_view folder, const Estate& estate) {
  std::string database;
  for (const Migration& each : estate.migrations()) {
    if (each.database.empty() || folder_of(each) != folder) continue;
    if (!database.empty() && database != each.database) return {};
    database = each.database;
  }
  return database;
}

sql::Server server_for(int major, const sql::Server& before, const sql::Command& command) {
  sql::Server server = before;
  server.major = major;
  const auto* set = std::get_if<sql::SetVariable>(&command.form);
  if (set && set->name == "timezone") server.time_zone = set->values.empty() ? "UTC" : set->values.front();
  return server;
}

std::vector<ColumnTypeChange> type_changes_of(const sql::Command& command, const sql::Catalog& schema, const Renames& renames,
                                              const sql::Server& server) {
  std::vector<ColumnTypeChange> changes;
  const auto* alter = std::get_if<sql::AlterTable>(&command.form);
  const sql::Relation* table = alter ? schema.relation(alter->table) : nullptr;
  if (!table) return changes;
  for (const sql::AlterAction& action : alter->actions) {
    if (action.kind != sql::AlterAction::Kind::alter_type) continue;
    const sql::Column* column = table->column(action.name);
    if (!column || column->type.empty()) continue;
    const bool utc = server.time_zone == "UTC";
    changes.push_back({.table = table->name,
                       .stood_as = renames.relation_at_base(table->name),
                       .column = column->name,
                       .from = column->type,
                       .to = action.column.type,
                       .change = sql::type_change(*column, action, {.catalog = &schema, .major = server.major, .utc = utc})});
  }
  return changes;
}

// Rows put in twice may meet a unique index, and of some objects the catalog does not keep the names.
StatementFacts::Rerun rerun_without_conflict(const sql::Command& command) {
  using Rerun = StatementFacts::Rerun;
  const auto* run = std::get_if<sql::RunQuery>(&command.form);
  const auto inserts = [](const sql::Query::Write& write) { return write.kind == sql::Query::Write::Kind::insert; };
  if (run && std::any_of(run->query.writes.begin(), run->query.writes.end(), inserts)) return Rerun::unknown;
  const auto* other = std::get_if<sql::OtherCommand>(&command.form);
  if (other && (other->tag.starts_with("Create") || other->tag.starts_with("Drop") || other->tag == "DefineStmt"))
    return Rerun::unknown;
  const auto* copy = std::get_if<sql::Copy>(&command.form);
  return copy && copy->from ? Rerun::unknown : Rerun::ok;
}

// Of two of one major the later in the promotion order counts: what it refuses hurts most.
bool is_older(const Cluster& a, const Cluster& b) {
  const auto rank = [](const Cluster& each) { return each.environment() ? each.environment()->order + 1 : 0; };
  const int left = *a.postgres_major(), right = *b.postgres_major();
  return left != right ? left < right : rank(a) > rank(b);
}

}  // namespace

std::string SchemaHistory::database_of(const Migration& migration) {
  if (!migration.database.empty()) return migration.database;
  const auto [known, is_new] = folders_.try_emplace(std::string(folder_of(migration)));
  if (is_new) {
    known->second = database_of_folder(known->first, *head_);
    if (known->second.empty()) known->second = database_of_folder(known->first, *base_);
  }
  return known->second;
}

// A database by its Cluster; where none is known each folder of migrations has one of its own.
std::string SchemaHistory::database_key(const Migration& migration) {
  const std::string database = database_of(migration);
  return database.empty() ? fmt::format("folder {}", folder_of(migration)) : fmt::format("cluster {}", database);
}

SchemaHistory::SchemaHistory(const Estate& base, const Estate& head, Library& library, const Target& target)
    : base_(&base), head_(&head), library_(&library), major_(target.postgres_major), rows_known_(target.rows_known) {}

// True where the policy names any that is there. A dump sets the search path for itself alone.
bool SchemaHistory::load_dumps(std::string_view database, Schema& schema) {
  bool loaded = false;
  const std::vector<std::string> path = schema.before.search_path();
  NamedFiles files(base_->snapshot());
  for (const Policy::Database& each : base_->policy().databases) {
    if (each.cluster != database) continue;
    for (const Policy::Pattern& pattern : each.schema) {
      const NamedFiles::Matches found = files.matching(pattern);
      schema.certain = schema.certain && !found.files.empty() && !found.cut_off;
      for (const git::Entry& entry : found.files) {
        const text::Source& source = library_->sources().get(entry);
        const sql::Script& script = library_->script(source);
        loaded = true;
        schema.certain = schema.certain && source.readable() && is_understood(script);
        for (const sql::Statement& statement : script.statements)
          if (runs(statement)) sql::apply(statement.command, schema.before);
        schema.before.set_search_path(path);
      }
    }
  }
  return loaded;
}

SchemaHistory::Schema& SchemaHistory::schema_of(const Migration& migration) {
  const std::string key = database_key(migration);
  auto& schema = schemas_[key];
  if (schema) return *schema;
  schema = std::make_unique<Schema>();
  std::vector<const Migration*> landed;
  for (const Migration& each : base_->migrations())
    if (database_key(each) == key) landed.push_back(&each);
  std::stable_sort(landed.begin(), landed.end(),
                   [](const Migration* a, const Migration* b) { return comes_before(a->name, b->name); });
  const bool dumped = load_dumps(database_of(migration), *schema);
  if (landed.empty() && !dumped) schema->certain = false;  // what is older than the first migration is not known
  for (const Migration* each : landed) {
    schema->certain = schema->certain && is_understood(each->script()) && says_its_order(each->script());
    for (const sql::Statement& statement : each->script().statements)
      if (runs(statement)) land(statement, dumped, *schema);
  }
  schema->now = schema->before;
  return *schema;
}

// Where a dump was read first, nobody knows which of the migrations it holds already: what meets something in its way has run,
// and what takes something away may have, before that was made again.
void SchemaHistory::land(const sql::Statement& statement, bool dumped, Schema& schema) {
  if (dumped && sql::find_conflict(statement.command, schema.before)) return;
  if (dumped && statement.phase() == sql::Phase::contract) {
    schema.certain = false;
    return;
  }
  sql::apply(statement.command, schema.before);
}

const Cluster* SchemaHistory::oldest_server_of(const Migration& migration) const {
  const auto runs = head_->runs_of(migration);
  const auto reaches = [&](const Cluster& cluster) {
    return runs.empty() || std::any_of(runs.begin(), runs.end(),
                                       [&](const MigrationRun* each) { return each->environment() == cluster.environment(); });
  };
  const Cluster* oldest = nullptr;
  for (const Cluster* cluster : head_->clusters_named(migration.database))
    if (cluster->postgres_major() && reaches(*cluster) && (!oldest || is_older(*cluster, *oldest))) oldest = cluster;
  return oldest;
}

const sql::Catalog& SchemaHistory::before(const Migration& migration) {
  return schema_of(migration).before;
}

void SchemaHistory::replay(std::deque<MigrationStep>& steps) {
  for (MigrationStep& step : steps) {
    if (step.statements.empty()) continue;
    Schema& schema = schema_of(*step.after);
    schema.certain = schema.certain && is_understood(step.after->script());
    if (major_ == 0) step.server = oldest_server_of(*step.after);
    sql::Server server{.major = major_, .rows_known = rows_known_};
    if (major_ == 0) server.major = step.server ? *step.server->postgres_major() : newest_major;
    for (StatementFacts& facts : step.statements) {
      server = server_for(server.major, server, facts.statement->command);
      facts.step = &step;
      for (SchemaEffect& effect : step.effects)
        if (effect.facts == &facts) effect.stood_as = schema.renames.subject_of(*effect.effect, schema.now);
      run(facts, server, schema);
    }
    step.schema_lost = schema.now.gave_up();
  }
  for (MigrationStep& step : steps) {
    if (step.statements.empty()) continue;
    const Schema& schema = schema_of(*step.after);
    settle(step, {schema.before, schema.now, schema.renames, schema.certain});
  }
}

void SchemaHistory::run(StatementFacts& facts, const sql::Server& server, Schema& schema) {
  const sql::Command& command = facts.statement->command;
  facts.base = &schema.before;
  facts.major = server.major;
  facts.search_path = schema.now.search_path();
  facts.cost = sql::cost_of(command, schema.now, server);
  for (const auto& [name, mode] : facts.cost.locks)
    if (!schema.renames.relations.contains(name) && is_made_here(name, schema.before, schema.now)) facts.made_here.insert(name);
  facts.type_changes = type_changes_of(command, schema.now, schema.renames, server);
  if (runs_for_certain(*facts.statement)) facts.conflict = sql::find_conflict(command, schema.now);
  if (facts.conflict && facts.conflict->missing && !schema.certain) facts.conflict.reset();
  schema.renames.add(command, schema.before, schema.now);
  sql::apply(command, schema.now);
  if (!runs_for_certain(*facts.statement)) return;
  facts.rerun_conflict = sql::find_conflict(command, schema.now);
  facts.rerun = facts.rerun_conflict ? StatementFacts::Rerun::fails : rerun_without_conflict(command);
}

}  // namespace safeops
