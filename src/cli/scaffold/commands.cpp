#include "cli/scaffold/commands.hpp"

#include <CLI/CLI.hpp>

namespace safeops {
namespace {

using Command = ScaffoldCall::Command;

constexpr const char* plan_examples = R"help(
Examples:
  safeops-check plan new login-v2
  safeops-check plan new login-v2 --flag feature-flags/FEATURE_LOGIN_V2 --owner @alice
  safeops-check plan new login-v2 --app backend --database app-postgres --duration 48h \
    --expand migrations/001-add-login.sql --contract migrations/002-drop-old-login.sql

What is not given is taken from the work tree: the cluster, the app on it, migrations and flags that are new. What cannot be told
is left in the file as a comment to fill in.)help";

constexpr const char* approve_examples = R"help(
Examples:
  safeops-check approve login-v2 --phase expand --decision go
  safeops-check approve login-v2 --phase contract --decision no-go --by @alice

The digests are of the files as they are in the work tree: look at them first. Editing one afterwards voids the approval.)help";

constexpr const char* evidence_examples = R"help(
Examples:
  kubectl get backup -n production app-postgres-20260210 -o yaml | safeops-check evidence add -
  kubectl get backups -n production -o json | safeops-check evidence add - --plan login-v2
  kubectl get cluster -n production app-postgres -o yaml > cluster.yaml; safeops-check evidence add cluster.yaml
  safeops-check evidence add restore-test.json --plan login-v2
  safeops-check evidence new drill login-v2
  safeops-check evidence new break-glass login-v2

Of several backups of one cluster the newest completed one is filed. A Secret is refused.)help";

constexpr const char* init_examples = R"help(
Examples:
  safeops-check init --dry-run    what it would write, and what it assumes
  safeops-check init
  safeops-check init --hook       a pre-push hook on this machine, too

Called again it changes nothing.)help";

void add_place(CLI::App& command, Arguments& arguments) {
  command.add_option("--repo", arguments.repository, "Repository to write to (default: the one around the working directory)")
      ->type_name("DIR");
  command.add_flag("--force", arguments.scaffold.force, "Replace what is there already");
}

void call(CLI::App& command, Arguments& arguments, Command which) {
  command.callback([&arguments, which] {
    arguments.scaffold.command = which;
    arguments.worktree = true;  // what is written goes there, so what is told is read there
  });
}

void add_plan(CLI::App& app, Arguments& arguments) {
  ScaffoldCall& asked = arguments.scaffold;
  CLI::App* plan = app.add_subcommand("plan", "Write a migration plan: `plan new NAME`");
  plan->require_subcommand(1);
  plan->footer(plan_examples);
  CLI::App* command = plan->add_subcommand("new", "Write .safeops/plans/NAME.yaml, filled in with what the repository tells");
  add_place(*command, arguments);
  command->add_option("name", asked.plan, "Name of the plan: small letters, digits and dashes")->required()->type_name("NAME");
  command->add_option("--app", asked.app, "The app that uses the schema")->type_name("APP");
  command->add_option("--database", asked.database, "metadata.name of the CloudNativePG Cluster")->type_name("CLUSTER");
  command->add_option("--expand", asked.expand, "An additive migration; may be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command->add_option("--contract", asked.contract, "A destructive migration; may be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command->add_option("--flag", asked.flag, "The feature flag that decides whether the new schema is used")
      ->type_name("CONFIGMAP/KEY");
  command->add_option("--duration", asked.duration, "Length of the rollback window (default: the policy's minimum)")
      ->type_name("24h");
  command->add_option("--owner", asked.owner, "Who decides to roll back")->type_name("@WHO");
  command->add_option("--base", arguments.base, "What counts as old (default: merge base with the default branch)")
      ->type_name("REV");
  command->footer(plan_examples);
  call(*command, arguments, Command::plan);
}

void add_approve(CLI::App& app, Arguments& arguments) {
  ScaffoldCall& asked = arguments.scaffold;
  CLI::App* command =
      app.add_subcommand("approve", "Write your go or no-go for one step of a plan, with the digests of its files");
  add_place(*command, arguments);
  command->add_option("plan", asked.plan, "Name of the plan")->required()->type_name("PLAN");
  command->add_option("--phase", asked.phase, "expand or contract")->required()->type_name("PHASE");
  command->add_option("--decision", asked.decision, "go or no-go")->required()->type_name("DECISION");
  command->add_option("--by", asked.by, "Who decides (default: git's user.email)")->type_name("@WHO");
  command->add_option("--now", arguments.now, "When it was decided (default: now)")->type_name("RFC3339");
  command->footer(approve_examples);
  call(*command, arguments, Command::approve);
}

void add_evidence(CLI::App& app, Arguments& arguments) {
  ScaffoldCall& asked = arguments.scaffold;
  CLI::App* evidence =
      app.add_subcommand("evidence", "File what proves something: `evidence add FILE`, `evidence new drill PLAN`");
  evidence->require_subcommand(1);
  evidence->footer(evidence_examples);
  CLI::App* command = evidence->add_subcommand("add", "Recognise an export and file it below .safeops/evidence/PLAN/");
  add_place(*command, arguments);
  command->add_option("file", asked.file, "YAML or JSON, `-` for standard input")->required()->type_name("FILE");
  command->add_option("--plan", asked.plan, "The plan it is for (default: the only one for that cluster)")->type_name("PLAN");
  command->footer(evidence_examples);
  call(*command, arguments, Command::evidence_add);
  CLI::App* begin =
      evidence->add_subcommand("new", "Begin what no cluster exports: a drill, a restore test, a break-glass record");
  add_place(*begin, arguments);
  begin->add_option("kind", asked.evidence, "drill, restore or break-glass")->required()->type_name("KIND");
  begin->add_option("plan", asked.plan, "The plan it is for")->required()->type_name("PLAN");
  begin
      ->add_option("--base", arguments.base, "break-glass: where the change starts (default: merge base with the default branch)")
      ->type_name("REV");
  begin->footer(evidence_examples);
  call(*begin, arguments, Command::evidence_new);
}

void add_init(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("init", "Set a repository up: policy, schemas, code owners and workflow");
  add_place(*command, arguments);
  command->add_flag("--dry-run", arguments.scaffold.dry_run, "Print what would be written, and write nothing");
  command->add_flag("--hook", arguments.scaffold.hook, "Write .git/hooks/pre-push, too");
  command->footer(init_examples);
  call(*command, arguments, Command::init);
}

}  // namespace

void add_scaffold_commands(CLI::App& app, Arguments& arguments) {
  add_plan(app, arguments);
  add_approve(app, arguments);
  add_evidence(app, arguments);
  add_init(app, arguments);
}

int run_scaffold(const Arguments& arguments, const Surroundings& surroundings) {
  switch (arguments.scaffold.command) {
    case Command::plan:
      return run_plan_new(arguments, surroundings);
    case Command::approve:
      return run_approve(arguments, surroundings);
    case Command::evidence_add:
      return run_evidence_add(arguments, surroundings);
    case Command::evidence_new:
      return run_evidence_new(arguments, surroundings);
    case Command::init:
      return run_init(arguments, surroundings);
    case Command::none:
      break;
  }
  return 2;
}

}  // namespace safeops
