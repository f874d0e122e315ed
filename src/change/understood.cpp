#include "change/understood.hpp"

#include <algorithm>
#include <array>

#include "sql/cost/builtin_functions.hpp"

namespace safeops {
namespace {

// Extensions that bring functions and types and no table.
constexpr std::array<std::string_view, 20> plain_extensions{
    "adminpack",     "btree_gin", "btree_gist", "citext",   "cube",      "dict_int", "earthdistance",
    "fuzzystrmatch", "hstore",    "intarray",   "isn",      "ltree",     "pg_trgm",  "pgcrypto",
    "plpgsql",       "tablefunc", "tcn",        "unaccent", "uuid-ossp", "vector"};

bool calls_others(const sql::Command& command) {
  const auto* run = std::get_if<sql::RunQuery>(&command.form);
  if (!run || !run->executed) return false;
  const auto& calls = run->query.calls;
  return std::any_of(calls.begin(), calls.end(), [](const sql::FunctionCall& call) {
    return (!call.name.schema.empty() && call.name.schema != "pg_catalog") || !sql::builtin_function(call.name.name);
  });
}

bool brings_objects(const sql::Command& command) {
  const auto* create = std::get_if<sql::CreateExtension>(&command.form);
  return create && std::find(plain_extensions.begin(), plain_extensions.end(), create->extension) == plain_extensions.end();
}

bool changes_schema(const sql::Statement& statement) {
  const sql::Phase phase = statement.phase();
  return phase == sql::Phase::contract || phase == sql::Phase::expand || phase == sql::Phase::unknown;
}

bool is_understood(const sql::Statement& statement) {
  if (!runs(statement)) return true;
  const bool conditional = !runs_for_certain(statement) && changes_schema(statement);
  return !conditional && !statement.names_computed && statement.phase() != sql::Phase::unknown &&
         !calls_others(statement.command) && !brings_objects(statement.command);
}

}  // namespace

bool runs(const sql::Statement& statement) {
  return statement.direction == sql::Direction::up && statement.container != sql::Container::function_body;
}

bool runs_for_certain(const sql::Statement& statement) {
  return statement.container == sql::Container::top_level;
}

bool is_understood(const sql::Script& script) {
  return std::all_of(script.statements.begin(), script.statements.end(),
                     [](const sql::Statement& statement) { return is_understood(statement); }) &&
         std::none_of(script.problems.begin(), script.problems.end(),
                      [](const sql::Problem& problem) { return problem.direction == sql::Direction::up; });
}

bool says_its_order(const sql::Script& script) {
  return script.framework != sql::Framework::sqitch;
}

}  // namespace safeops
