#include "estate/tool_command.hpp"

#include <algorithm>
#include <array>

#include "estate/shell_output.hpp"
#include "flux/repository_path.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::string_view migration_tools[] = {"migrate", "flyway", "liquibase",   "dbmate", "goose",
                                                "atlas",   "sqitch", "sql-migrate", "pgroll"};

struct HarmfulCommand {
  std::string_view program;  // "" where the verb alone tells
  std::string_view verb;     // "" where the program alone tells
  Harm harm;
};

constexpr std::array harmful_commands = {
    HarmfulCommand{"dropdb", "", Harm::wipes},
    HarmfulCommand{"flyway", "clean", Harm::wipes},
    HarmfulCommand{"", "flyway:clean", Harm::wipes},
    HarmfulCommand{"", "flyway:undo", Harm::undoes},
    HarmfulCommand{"flyway", "undo", Harm::undoes},
    HarmfulCommand{"liquibase", "drop-all", Harm::wipes},
    HarmfulCommand{"liquibase", "dropall", Harm::wipes},
    HarmfulCommand{"liquibase", "rollback", Harm::undoes},
    HarmfulCommand{"liquibase", "rollback-count", Harm::undoes},
    HarmfulCommand{"liquibase", "rollbackcount", Harm::undoes},
    HarmfulCommand{"liquibase", "rollback-to-date", Harm::undoes},
    HarmfulCommand{"alembic", "downgrade", Harm::undoes},
    HarmfulCommand{"goose", "reset", Harm::wipes},
    HarmfulCommand{"goose", "down", Harm::undoes},
    HarmfulCommand{"goose", "down-to", Harm::undoes},
    HarmfulCommand{"dbmate", "drop", Harm::wipes},
    HarmfulCommand{"dbmate", "down", Harm::undoes},
    HarmfulCommand{"dbmate", "rollback", Harm::undoes},
    HarmfulCommand{"migrate", "drop", Harm::wipes},
    HarmfulCommand{"migrate", "down", Harm::undoes},
    HarmfulCommand{"sqitch", "revert", Harm::undoes},
    HarmfulCommand{"pgroll", "rollback", Harm::undoes},
    HarmfulCommand{"atlas", "clean", Harm::wipes},
    HarmfulCommand{"atlas", "down", Harm::undoes},
    HarmfulCommand{"prisma", "reset", Harm::wipes},
    HarmfulCommand{"prisma", "--accept-data-loss", Harm::wipes},
    HarmfulCommand{"prisma", "--force-reset", Harm::wipes},
    HarmfulCommand{"diesel", "reset", Harm::wipes},
    HarmfulCommand{"diesel", "revert", Harm::undoes},
    HarmfulCommand{"sqlx", "drop", Harm::wipes},
    HarmfulCommand{"sqlx", "reset", Harm::wipes},
    HarmfulCommand{"sqlx", "revert", Harm::undoes},
    HarmfulCommand{"manage.py", "flush", Harm::wipes},
    HarmfulCommand{"manage.py", "zero", Harm::undoes},
    HarmfulCommand{"django-admin", "flush", Harm::wipes},
    HarmfulCommand{"ef", "drop", Harm::wipes},
    HarmfulCommand{"", "db:drop", Harm::wipes},
    HarmfulCommand{"", "db:schema:load", Harm::wipes},
    HarmfulCommand{"", "db:purge", Harm::wipes},
    HarmfulCommand{"", "db:reset", Harm::wipes},
    HarmfulCommand{"", "db:wipe", Harm::wipes},
    HarmfulCommand{"", "migrate:fresh", Harm::wipes},
    HarmfulCommand{"", "migrate:refresh", Harm::wipes},
    HarmfulCommand{"", "migrate:reset", Harm::wipes},
    HarmfulCommand{"", "schema:drop", Harm::wipes},
    HarmfulCommand{"", "ecto.drop", Harm::wipes},
    HarmfulCommand{"", "ecto.reset", Harm::wipes},
    HarmfulCommand{"", "ecto.rollback", Harm::undoes},
    HarmfulCommand{"", "db:rollback", Harm::undoes},
    HarmfulCommand{"", "db:migrate:down", Harm::undoes},
    HarmfulCommand{"", "db:migrate:undo", Harm::undoes},
    HarmfulCommand{"", "db:migrate:undo:all", Harm::wipes},
    HarmfulCommand{"", "migrate:rollback", Harm::undoes},
    HarmfulCommand{"", "migration:revert", Harm::undoes},
};

std::size_t find_program(const ShellCommand& command, std::string_view program) {
  const auto& words = command.words;
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const ShellWord& word) { return flux::base_name(word.value.text) == program; });
  const auto number = static_cast<std::size_t>(found - words.begin());
  return found != words.end() && is_program_at(command, number) ? number : words.size();
}

bool matches(const HarmfulCommand& row, const ShellCommand& command) {
  const std::size_t program = row.program.empty() ? 0 : find_program(command, row.program);
  if (program == command.words.size()) return false;
  if (row.verb.empty()) return true;
  return std::any_of(command.words.begin() + static_cast<std::ptrdiff_t>(program), command.words.end(),
                     [&](const ShellWord& word) { return text::lower(word.value.text) == row.verb; });
}

// `pg_restore --clean`, or -c, also among other letters, that neither lists nor prints.
bool cleans_by_restoring(const ShellCommand& command) {
  const std::size_t program = find_program(command, "pg_restore");
  bool cleans = false;
  for (std::size_t i = program + 1; i < command.words.size(); ++i) {
    const std::string& word = command.words[i].value.text;
    if (word == "--list" || word.starts_with("--file")) return false;
    cleans |= word == "--clean";
    if (word.size() < 2 || word[0] != '-' || word[1] == '-') continue;
    const std::string_view flags = std::string_view(word).substr(1, word.find_first_not_of("aceClOsvx1", 1) - 1);
    if (flags.find('l') != flags.npos || word[1] == 'f') return false;
    cleans |= flags.find('c') != flags.npos;
  }
  return cleans;
}

}  // namespace

bool is_program_at(const ShellCommand& command, std::size_t number) {
  constexpr std::array speaking_of = {"command", "which", "type", "hash",   "rm",      "test", "[",
                                      "[[",      "ls",    "log",  "logger", "cp",      "mv",   "ln",
                                      "cat",     "chmod", "grep", "apk",    "apt-get", "apt",  "install"};
  bool in_pod = false;
  bool by_kubectl = false;
  for (std::size_t i = 0; i < number; ++i) {
    const std::string_view word = flux::base_name(command.words[i].value.text);
    if (std::find(speaking_of.begin(), speaking_of.end(), word) != speaking_of.end()) return false;
    by_kubectl |= word == "kubectl";
    in_pod |= word == "--" || word == "cnpg";
  }
  return !by_kubectl || in_pod;
}

bool is_migration_tool(std::string_view name) {
  return std::find(std::begin(migration_tools), std::end(migration_tools), name) != std::end(migration_tools);
}

std::optional<Harm> harm_of(const ShellCommand& command) {
  if (command.words.empty() || only_prints(command)) return {};
  if (cleans_by_restoring(command)) return Harm::wipes;
  const auto row = std::find_if(harmful_commands.begin(), harmful_commands.end(),
                                [&](const HarmfulCommand& known) { return matches(known, command); });
  return row == harmful_commands.end() ? std::nullopt : std::optional(row->harm);
}

}  // namespace safeops
