#include "cli/scaffold/new_migrations.hpp"

#include <algorithm>
#include <map>

namespace safeops {
namespace {

bool only_goes_back(const sql::Script& script) {
  const auto is_down = [](const sql::Statement& statement) { return statement.direction == sql::Direction::down; };
  return !script.statements.empty() && std::all_of(script.statements.begin(), script.statements.end(), is_down);
}

void tell_phase(const sql::Script& script, NewMigration& migration) {
  if (script.declared != sql::DeclaredPhase::none) {
    migration.phase = script.declared;
    migration.reason = script.declared_span.begin == script.declared_span.end ? "its name says so" : "its header says so";
    return;
  }
  switch (script.phase()) {
    case sql::Phase::contract:
      migration.phase = sql::DeclaredPhase::contract;
      migration.reason = "by what its statements do";
      return;
    case sql::Phase::expand:
    case sql::Phase::data:
    case sql::Phase::neutral:
      migration.phase = sql::DeclaredPhase::expand;
      migration.reason = "by what its statements do";
      return;
    case sql::Phase::unknown:
      migration.reason = "what it does could not be read";
      return;
  }
}

bool is_worse(const NewMigration& one, const NewMigration& other) {
  const auto rank = [](const NewMigration& migration) {
    return migration.phase == sql::DeclaredPhase::contract ? 2 : migration.phase == sql::DeclaredPhase::none ? 1 : 0;
  };
  return rank(one) > rank(other);
}

}  // namespace

std::vector<NewMigration> new_migrations(const Estate& head, const git::Snapshot& base, std::string_view plan) {
  std::map<std::string, NewMigration> by_path;  // a manifest may hold several
  for (const Migration& migration : head.migrations()) {
    const Plan* owner = head.plan_of(migration.path);
    if (base.find(migration.path) || (owner && owner->name != plan) || only_goes_back(migration.script())) continue;
    NewMigration found{.path = migration.path, .database = migration.database, .phase = {}, .reason = {}};
    tell_phase(migration.script(), found);
    const auto [present, is_first] = by_path.emplace(found.path, found);
    if (!is_first && is_worse(found, present->second)) present->second = found;
  }
  std::vector<NewMigration> migrations;
  for (auto& [path, migration] : by_path) migrations.push_back(std::move(migration));
  return migrations;
}

}  // namespace safeops
