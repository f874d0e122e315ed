#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

#include "cli/question.hpp"
#include "cli/scaffold/commands.hpp"
#include "git/cannot_run.hpp"
#include "rules/rule.hpp"
#include "sql/script.hpp"
#include "text/spelling.hpp"

namespace safeops {
namespace {

using Command = Arguments::Command;

constexpr const char* description =
    "Says GO or NO-GO to a change of a Flux repository that touches PostgreSQL: if this goes wrong, can we still go back?";

constexpr const char* examples = R"(
Examples:
  safeops-check                                   the work tree against the default branch
  safeops-check --staged                          what the next commit would record
  safeops-check --base origin/main --head HEAD    this branch
  safeops-check check --format text --format sarif=gate.sarif
  safeops-check audit                             what is wrong today, by database, with how each would come back
  safeops-check status                            where plans stand, and how far back each app can go
  safeops-check decide login-v2                   go or no-go for a contract step, with every proof
  safeops-check replay --last 200                 what the gate would have said about the last 200 commits
  safeops-check render flux/apps/backend/staging --origins   what Flux would apply, and which line set each value
  safeops-check model --at HEAD                   what one revision declares, as JSON
  safeops-check sql --schema schema.sql next.sql  what each statement locks, rewrites and scans
  safeops-check init                              set a repository up: policy, schemas, code owners, workflow
  safeops-check plan new login-v2                 write a migration plan, filled in with what the repository tells
  safeops-check explain schema-drop-column        why a rule is there and what to do instead

Exit codes: 0 GO, 1 NO-GO, 2 the call, the policy or the repository is wrong, 3 not everything could be inspected.)";

constexpr const char* model_examples = R"help(
Examples, with jq and conftest; `safeops-check schema model` describes every key:
  safeops-check model | jq -r '.clusters[] | select(.schedules == []) | "\(.environment) \(.name)"'
  safeops-check model | jq -r '.migrations[] | select(.phase == "contract" and .plan == null) | .place.file'
  safeops-check model --at origin/main | conftest test --policy policy -)help";

constexpr const char* audit_examples = R"help(
Examples:
  safeops-check audit                                        the work tree
  safeops-check audit --at origin/main --format markdown     a report to pass on
  safeops-check audit --format text --format sarif=audit.sarif
  safeops-check audit --format json | jq -r '.clusters[] | "\(.environment) \(.name): \(.backup.weakestLink)"'

Exit codes: 0 nothing at or above --fail-on, 1 something is, 2 the call is wrong, 3 not everything could be inspected.)help";

constexpr const char* status_examples = R"help(
Examples:
  safeops-check status                    the commit that is checked out
  safeops-check status --at origin/main   what the base branch says
  safeops-check status --format json | jq -r '.waysBack[] | "\(.environment) \(.app): \(.safe | join(", "))"')help";

constexpr const char* decide_examples = R"help(
Examples:
  safeops-check decide login-v2 --base origin/main --head HEAD
  safeops-check decide login-v2 --out decisions
  safeops-check decide login-v2 --verify decisions/login-v2-go.json

Exit codes: 0 GO, 1 NO-GO or a statement that does not hold, 2 the call is wrong, 3 not everything could be inspected.)help";

constexpr const char* sql_examples = R"help(
Examples:
  safeops-check sql migrations/042_add_index.sql
  safeops-check sql --schema schema.sql --pg 16 --format json migrations/*.sql
  echo 'ALTER TABLE users ADD COLUMN login text' | safeops-check sql -)help";

// What CLI11 fills in as text, before it is understood.
struct Raw {
  std::vector<std::string> formats;
  std::string fail_on = "error";
  std::string color = "auto";
  std::vector<std::string> only;
};

void add_repository(CLI::App& app, Arguments& arguments) {
  app.add_option("--repo", arguments.repository, "Repository to look at (default: the one around the working directory)")
      ->type_name("DIR");
}

void add_revision(CLI::App& app, Arguments& arguments) {
  app.add_option("--at", arguments.at, "Commit to read (default: the work tree)")->type_name("REV");
}

void add_level_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  app.add_option("--fail-on", raw.fail_on, "Lowest level that makes NO-GO: error, warning or note")->type_name("LEVEL");
  app.add_option("--only", raw.only, "Run only this rule; may be repeated")->type_name("ID");
  app.add_flag_callback(
      "--no-suppress", [&arguments] { arguments.suppressions = false; },
      "Count findings that a `safeops:allow` comment silences");
  app.add_option("--color", raw.color, "auto, always or never; NO_COLOR is obeyed")->type_name("WHEN");
  app.add_option("--jobs,-j", arguments.jobs, "Threads to parse with (default: one per processor)")->type_name("N");
}

void add_judging_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  add_level_options(app, arguments, raw);
  app.add_option("--policy-from", arguments.policy_from, "Where the policy comes from: base, head, or a file")
      ->type_name("base|head|FILE");
  app.add_flag("--quiet,-q", arguments.quiet, "One line per finding that blocks, and the verdict");
}

void add_revisions(CLI::App& app, Arguments& arguments) {
  add_repository(app, arguments);
  app.add_option("--base", arguments.base, "Commit the change starts from (default: merge base with the default branch)")
      ->type_name("REV");
  app.add_option("--head", arguments.head, "Commit the change ends at (default: the work tree)")->type_name("REV");
  app.add_flag("--staged", arguments.staged, "The index is the head");
  app.add_flag("--worktree", arguments.worktree, "The work tree is the head");
  app.add_option("--now", arguments.now, "Judge evidence as of this time (default: now)")->type_name("RFC3339");
  app.add_option("--reviews", arguments.reviews,
                 "The pull request's reviews as GitHub lists them (JSON): approvals of exactly the head count")
      ->type_name("FILE");
}

void add_check_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  add_judging_options(app, arguments, raw);
  add_revisions(app, arguments);
  app.add_option("--format", raw.formats,
                 "text, json, sarif, github or markdown, to standard output or a file; may be repeated, each to its own file")
      ->type_name("FORMAT[=FILE]");
}

void add_audit_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  add_repository(app, arguments);
  add_revision(app, arguments);
  add_level_options(app, arguments, raw);
  app.add_option("--now", arguments.now, "Judge schedules and evidence as of this time (default: now)")->type_name("RFC3339");
  app.add_option("--format", raw.formats, "text, json, sarif or markdown, to standard output or a file; may be repeated")
      ->type_name("FORMAT[=FILE]");
  app.footer(audit_examples);
}

void add_sql_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  app.add_option("files", arguments.files, "SQL files in the order they run, `-` for standard input")
      ->required()
      ->type_name("FILE");
  app.add_option("--schema", arguments.schemas, "SQL that has run before, a dump for example; may be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--pg", arguments.postgres, "Major version of the server, 11 to 18 (default: 18)")
      ->check(CLI::Range(11, 18))
      ->type_name("MAJOR");
  app.add_flag("--each", arguments.each, "Every file for itself, each on top of --schema alone");
  app.add_option("--format", raw.formats, "text or json")->allow_extra_args(false)->type_name("FORMAT");
  app.add_option("--fail-on", raw.fail_on, "Lowest level that makes exit code 1: error, warning or note")->type_name("LEVEL");
  app.add_option("--color", raw.color, "auto, always or never; NO_COLOR is obeyed")->type_name("WHEN");
  app.footer(sql_examples);
}

void add_status_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  add_repository(app, arguments);
  app.add_option("--at", arguments.at, "Commit to look at (default: HEAD)")->type_name("REV");
  app.add_option("--now", arguments.now, "Judge windows and backups as of this time (default: now)")->type_name("RFC3339");
  app.add_option("--last", arguments.last, "How many commits to look back for versions (default: 1000)")->type_name("N");
  app.add_option("--format", raw.formats, "text or json")->allow_extra_args(false)->type_name("FORMAT");
  app.add_option("--color", raw.color, "auto, always or never; NO_COLOR is obeyed")->type_name("WHEN");
  app.footer(status_examples);
}

void add_decide_options(CLI::App& app, Arguments& arguments, Raw& raw) {
  app.add_option("plan", arguments.subject, "Name of the plan")->required()->type_name("PLAN");
  add_revisions(app, arguments);
  app.add_option("--out", arguments.out, "Write the evidence package into this directory: Markdown, and an in-toto statement")
      ->type_name("DIR");
  app.add_option("--verify", arguments.verify, "Judge again as of when this statement was written, and compare")
      ->type_name("FILE");
  app.add_option("--color", raw.color, "auto, always or never; NO_COLOR is obeyed")->type_name("WHEN");
  app.footer(decide_examples);
}

void set_text_or_json(const std::vector<std::string>& formats, Arguments& arguments) {
  for (const std::string& format : formats) {
    if (format != "text" && format != "json")
      throw CannotRun(fmt::format("--format {}: this command prints text or json.", format));
    arguments.json = format == "json";
  }
}

std::string hint(std::string_view word, const std::vector<std::string>& candidates) {
  return did_you_mean(text::nearest(word, candidates));
}

Output parse_output(const std::string& text) {
  const std::size_t equals = text.find('=');
  const auto format = parse_format(text.substr(0, equals));
  if (!format) {
    throw CannotRun(fmt::format("--format {}: there is no such format.{} Formats: text, json, sarif, github, markdown.", text,
                                hint(text.substr(0, equals), {"text", "json", "sarif", "github", "markdown"})));
  }
  Output output{*format, equals == text.npos ? "" : text.substr(equals + 1)};
  if (equals != text.npos && output.file.empty()) throw CannotRun(fmt::format("--format {}: the file's name is missing.", text));
  return output;
}

void set_outputs(const std::vector<std::string>& formats, Arguments& arguments) {
  std::set<std::string> files;
  for (const std::string& text : formats) {
    arguments.outputs.push_back(parse_output(text));
    if (files.insert(arguments.outputs.back().file).second) continue;
    throw CannotRun(arguments.outputs.back().file.empty()
                        ? "Only one --format may go to standard output; give the others a file: --format sarif=gate.sarif."
                        : fmt::format("Two formats go to {}; give each its own file.", arguments.outputs.back().file));
  }
}

void set_level(const std::string& text, Arguments& arguments) {
  const auto level = parse_level(text);
  if (!level) throw CannotRun(fmt::format("--fail-on {}: the levels are error, warning and note.", text));
  arguments.fail_on = *level;
}

void set_color(const std::string& text, Arguments& arguments) {
  if (text == "always") arguments.color = When::always;
  if (text == "never") arguments.color = When::never;
  if (text != "auto" && text != "always" && text != "never") {
    throw CannotRun(fmt::format("--color {}: write auto, always or never.", text));
  }
}

void set_only(const std::vector<std::string>& ids, Arguments& arguments) {
  for (const std::string& id : ids) {
    if (find_rule(id)) continue;
    throw CannotRun(fmt::format("--only {}: there is no such rule.{} `safeops-check rules` lists them all.", id,
                                did_you_mean(nearest_rules(id))));
  }
  arguments.only = ids;
}

void check_combination(const Arguments& arguments) {
  const int heads = (arguments.head.empty() ? 0 : 1) + (arguments.staged ? 1 : 0) + (arguments.worktree ? 1 : 0);
  if (heads > 1) throw CannotRun("Give one of --head, --staged and --worktree: each says what the head is.");
  if (arguments.jobs > 256) throw CannotRun(fmt::format("--jobs {}: at most 256.", arguments.jobs));
}

std::string version_text() {
  return fmt::format("safeops-check {} (PostgreSQL {} grammar)\n", SAFEOPS_VERSION, sql::grammar_version());
}

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  Raw raw;
  CLI::App app(description, "safeops-check");
  app.footer(examples);
  app.require_subcommand(0, 1);
  bool version = false;
  app.add_flag("--version", version, "Print the version, and the PostgreSQL grammar it was built with");
  add_check_options(app, arguments, raw);

  CLI::App* check = app.add_subcommand("check", "Judge one change (the default command)");
  add_check_options(*check, arguments, raw);
  CLI::App* audit = app.add_subcommand("audit", "What is wrong with one revision, by database, and how each would come back");
  add_audit_options(*audit, arguments, raw);
  CLI::App* replay = app.add_subcommand("replay", "Judge every first-parent commit against its parent");
  add_repository(*replay, arguments);
  add_judging_options(*replay, arguments, raw);
  replay->add_option("--head", arguments.head, "Commit to end at (default: HEAD)")->type_name("REV");
  replay->add_option("--last", arguments.last, "Only the last N commits")->type_name("N");
  CLI::App* status = app.add_subcommand("status", "Where every plan stands, and how far back each app can safely go");
  add_status_options(*status, arguments, raw);
  CLI::App* decide = app.add_subcommand("decide", "Go or no-go for the contract step of a plan, with every proof");
  add_decide_options(*decide, arguments, raw);
  CLI::App* render = app.add_subcommand("render", "Print what Flux would apply, as `kustomize build` prints it");
  add_repository(*render, arguments);
  render->add_option("what", arguments.subject, "Directory of an overlay, or namespace/name of a Flux Kustomization")
      ->required()
      ->type_name("DIR|KUSTOMIZATION");
  add_revision(*render, arguments);
  render->add_flag("--origins", arguments.origins, "Add to each value the file and line that set it");
  CLI::App* model = app.add_subcommand("model", "Print what one revision declares as JSON, for jq and conftest");
  add_repository(*model, arguments);
  add_revision(*model, arguments);
  model->footer(model_examples);
  CLI::App* sql = app.add_subcommand("sql", "Say of each statement what it locks, rewrites and scans; no repository is needed");
  add_sql_options(*sql, arguments, raw);
  CLI::App* explain = app.add_subcommand("explain", "Print the page of a rule");
  explain->add_option("rule", arguments.subject, "Id of the rule")->required()->type_name("ID");
  CLI::App* rules = app.add_subcommand("rules", "List all rules");
  CLI::App* schema = app.add_subcommand("schema", "Print the JSON Schema of a document under .safeops, or of `model`");
  schema->add_option("document", arguments.subject, "plan, evidence, policy, freeze or model")
      ->required()
      ->type_name("plan|evidence|policy|freeze|model");
  add_scaffold_commands(app, arguments);
  CLI::App* completion = app.add_subcommand("completion", "Print a completion script for a shell");
  completion->add_option("shell", arguments.subject, "bash, zsh or fish")->required()->type_name("bash|zsh|fish");

  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    arguments.command = Command::help;
    const auto chosen = app.get_subcommands();
    arguments.help_text = chosen.empty() ? app.help() : chosen.front()->help();
    return arguments;
  } catch (const CLI::ParseError& error) {
    throw CannotRun(fmt::format("{} `safeops-check --help` shows how to call it.", error.what()));
  }
  if (version) {
    arguments.command = Command::version;
    arguments.help_text = version_text();
    return arguments;
  }
  if (audit->parsed()) arguments.command = Command::audit;
  if (replay->parsed()) arguments.command = Command::replay;
  if (status->parsed()) arguments.command = Command::status;
  if (decide->parsed()) arguments.command = Command::decide;
  if (render->parsed()) arguments.command = Command::render;
  if (model->parsed()) arguments.command = Command::model;
  if (sql->parsed()) arguments.command = Command::sql;
  if (explain->parsed()) arguments.command = Command::explain;
  if (rules->parsed()) arguments.command = Command::rules;
  if (schema->parsed()) arguments.command = Command::schema;
  if (completion->parsed()) arguments.command = Command::completion;
  if (arguments.scaffold.command != ScaffoldCall::Command::none) arguments.command = Command::scaffold;

  const bool is_list = arguments.command == Command::sql || arguments.command == Command::status;
  if (is_list)
    set_text_or_json(raw.formats, arguments);
  else
    set_outputs(raw.formats, arguments);
  set_level(raw.fail_on, arguments);
  set_color(raw.color, arguments);
  set_only(raw.only, arguments);
  check_combination(arguments);
  return arguments;
}

}  // namespace safeops
