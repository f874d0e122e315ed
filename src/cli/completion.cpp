#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <ostream>

#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "rules/rule.hpp"

namespace safeops {
namespace {

constexpr std::array commands = {"check",   "audit", "replay", "status", "decide",  "render",   "model", "sql",
                                 "explain", "rules", "schema", "plan",   "approve", "evidence", "init",  "completion"};
constexpr std::array options = {
    "--repo",     "--base",        "--head",        "--staged",  "--worktree", "--now",      "--format",   "--fail-on",
    "--only",     "--policy-from", "--no-suppress", "--color",   "--quiet",    "--jobs",     "--last",     "--at",
    "--origins",  "--schema",      "--pg",          "--each",    "--force",    "--app",      "--database", "--expand",
    "--contract", "--flag",        "--duration",    "--owner",   "--phase",    "--decision", "--by",       "--plan",
    "--out",      "--verify",      "--reviews",     "--dry-run", "--hook",     "--version",  "--help"};

// Words that may follow one option or command.
struct Choice {
  const char* after;
  std::string words;
};

std::string rule_ids() {
  std::vector<std::string_view> ids;
  for (const RuleEntry& entry : all_rules()) ids.push_back(entry.id);
  return fmt::format("{}", fmt::join(ids, " "));
}

std::vector<Choice> choices() {
  return {{"--format", "text json sarif github markdown"},
          {"--fail-on", "error warning note"},
          {"--color", "auto always never"},
          {"--policy-from", "base head"},
          {"--only", rule_ids()},
          {"explain", rule_ids()},
          {"schema", "plan evidence policy freeze model"},
          {"plan", "new"},
          {"evidence", "add new"},
          {"new", "drill restore break-glass"},
          {"--phase", "expand contract"},
          {"--decision", "go no-go"},
          {"completion", "bash zsh fish"}};
}

std::string for_bash() {
  std::string cases;
  for (const Choice& choice : choices()) {
    cases += fmt::format("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$word\")); return ;;\n", choice.after, choice.words);
  }
  return fmt::format(
      "# safeops-check completion for bash: source <(safeops-check completion bash)\n"
      "_safeops_check() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  case $previous in\n{}  esac\n"
      "  COMPREPLY=($(compgen -W \"{} {}\" -- \"$word\"))\n"
      "}}\n"
      "complete -o default -F _safeops_check safeops-check\n",
      cases, fmt::join(commands, " "), fmt::join(options, " "));
}

std::string for_zsh() {
  return "#compdef safeops-check\n# safeops-check completion for zsh: source <(safeops-check completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         for_bash();
}

std::string for_fish() {
  std::string text = "# safeops-check completion for fish: safeops-check completion fish | source\n";
  text += fmt::format("complete -c safeops-check -n __fish_use_subcommand -f -a '{}'\n", fmt::join(commands, " "));
  for (const char* option : options) text += fmt::format("complete -c safeops-check -l {}\n", option + 2);
  for (const Choice& choice : choices()) {
    const std::string_view after = choice.after;
    text += after.starts_with("--")
                ? fmt::format("complete -c safeops-check -l {} -x -a '{}'\n", after.substr(2), choice.words)
                : fmt::format("complete -c safeops-check -n '__fish_seen_subcommand_from {}' -f -a '{}'\n", after, choice.words);
  }
  return text;
}

}  // namespace

int run_completion(const Arguments& arguments, const Surroundings& surroundings) {
  if (arguments.subject == "bash") {
    *surroundings.out << for_bash();
  } else if (arguments.subject == "zsh") {
    *surroundings.out << for_zsh();
  } else if (arguments.subject == "fish") {
    *surroundings.out << for_fish();
  } else {
    throw CannotRun(fmt::format("There is no completion for `{}`: write bash, zsh or fish.", arguments.subject));
  }
  return 0;
}

}  // namespace safeops
