#include "estate/tool_command.hpp"

#include <algorithm>
#include <array>

#include "flux/repository_path.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

struct HarmfulCommand {
  std::string_view program;  // "" where the verb alone tells
  std::string_view verb;     // "" where the program alone tells
  Harm harm;
};

constexpr std::array harmful_commands = {
    HarmfulCommand{"dropdb", "", Harm::wipes},
    HarmfulCommand{"pg_restore", "--clean", Harm::wipes},
    HarmfulCommand{"pg_restore", "-c", Harm::wipes},
    HarmfulCommand{"flyway", "clean", Harm::wipes},
    HarmfulCommand{"flyway", "undo", Harm::undoes},
    HarmfulCommand{"liquibase", "drop-all", Harm::wipes},
    HarmfulCommand{"liquibase", "dropall", Harm::wipes},
    HarmfulCommand{"liquibase", "rollback", Harm::undoes},
    HarmfulCommand{"liquibase", "rollback-count", Harm::undoes},
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
    HarmfulCommand{"diesel", "reset", Harm::wipes},
    HarmfulCommand{"diesel", "revert", Harm::undoes},
    HarmfulCommand{"sqlx", "drop", Harm::wipes},
    HarmfulCommand{"sqlx", "reset", Harm::wipes},
    HarmfulCommand{"sqlx", "revert", Harm::undoes},
    HarmfulCommand{"manage.py", "flush", Harm::wipes},
    HarmfulCommand{"manage.py", "zero", Harm::undoes},
    HarmfulCommand{"django-admin", "flush", Harm::wipes},
    HarmfulCommand{"", "db:drop", Harm::wipes},
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

bool matches(const HarmfulCommand& row, const ShellCommand& command) {
  const auto& words = command.words;
  const auto is_program = [&](const ShellWord& word) { return flux::base_name(word.value.text) == row.program; };
  const auto program = row.program.empty() ? words.begin() : std::find_if(words.begin(), words.end(), is_program);
  if (program == words.end()) return false;
  if (row.verb.empty()) return true;
  return std::any_of(row.program.empty() ? program : program + 1, words.end(),
                     [&](const ShellWord& word) { return text::lower(word.value.text) == row.verb; });
}

}  // namespace

std::optional<Harm> harm_of(const ShellCommand& command) {
  if (output_of(command)) return {};
  const auto row = std::find_if(harmful_commands.begin(), harmful_commands.end(),
                                [&](const HarmfulCommand& known) { return matches(known, command); });
  return row == harmful_commands.end() ? std::nullopt : std::optional(row->harm);
}

}  // namespace safeops
