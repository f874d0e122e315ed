#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

#include "cli/scaffold/commands.hpp"
#include "cli/scaffold/draft.hpp"
#include "cli/scaffold/init_documents.hpp"
#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::string_view workflows = ".github/workflows";

std::string branch_name(const git::Repository& repository) {
  const auto trunk = repository.default_branch();
  for (const char* name : {"origin/main", "origin/master", "main", "master"}) {
    try {
      if (trunk && repository.resolve(name) == *trunk) return std::string(name).substr(std::string_view(name).rfind('/') + 1);
    } catch (const CannotRun&) {
      continue;  // there is no such branch
    }
  }
  return "main";
}

// Where GitHub looks, in its order.
std::string code_owners_path(const WorkTree& tree) {
  for (const char* path : {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"})
    if (tree.read(path)) return path;
  return ".github/CODEOWNERS";
}

// The workflow that runs the gate already; "" when there is none.
std::string workflow_with_gate(const git::Snapshot& snapshot, Library& library) {
  for (const git::Entry& entry : snapshot.children(workflows))
    if (entry.is_file() && library.sources().get(entry).text().find("safeops-check") != std::string_view::npos) return entry.path;
  return {};
}

class Initialiser {
 public:
  Initialiser(const Arguments& arguments, const git::Repository& repository)
      : call_(&arguments.scaffold),
        tree_(repository),
        library_(repository, choose_jobs(arguments)),
        snapshot_(choose_snapshot(repository, arguments)),
        branch_(branch_name(repository)) {}

  std::string run() {
    if (call_->hook && !tree_.has_hooks())
      throw CannotRun("--hook: .git is no directory here. Call it in the main work tree; nothing was written.");
    const Estate estate(library_, snapshot_, library_.policy(nullptr));
    const InitFacts facts = find_init_facts(estate);
    drafts_.push_back({.path = std::string(policy_path), .content = write_policy(facts), .may_stay = true});
    for (const char* schema : {"policy", "plan", "evidence", "freeze"}) drafts_.push_back(schema_draft(schema));
    add_code_owners();
    add_workflow();
    const std::string written = write_drafts(tree_, drafts_, {.force = call_->force, .dry_run = call_->dry_run});
    return written + hook() + assumed(facts) + next_steps();
  }

 private:
  void add_code_owners() {
    const std::string path = code_owners_path(tree_);
    const std::optional<CodeOwners> owners = with_owners_of_the_gate(tree_.read(path).value_or(""));
    if (!owners) return;
    drafts_.push_back({.path = path, .content = owners->text, .adds = true});
    if (owners->owners.empty()) {
      to_fill_in_.push_back(fmt::format("the owners in {}", path));
    } else {
      assumed_ += fmt::format("  owners       {}, as of everything else in {}\n", text::visible(owners->owners), path);
    }
  }

  void add_workflow() {
    const std::string present = workflow_with_gate(snapshot_, library_);
    const std::string path = fmt::format("{}/safeops-check.yml", workflows);
    if (!present.empty() && present != path) {
      assumed_ += fmt::format("  workflow     {} runs the gate already\n", text::visible(present));
      return;
    }
    drafts_.push_back({.path = path, .content = write_workflow(branch_), .may_stay = true});
    if (!tree_.read(path)) to_fill_in_.push_back(fmt::format("where the action is (`uses:`) in {}", path));
    assumed_ += fmt::format("  branch       {}\n", branch_);
  }

  [[nodiscard]] std::string hook() const {
    if (!call_->hook) return "";
    const std::optional<std::string> present = tree_.read_hook();
    if (present == pre_push_hook()) return "kept     .git/hooks/pre-push, which is as it should be\n";
    if (present && !call_->force) return "kept     .git/hooks/pre-push, which is there already; --force replaces it\n";
    if (call_->dry_run) return fmt::format("would write .git/hooks/pre-push\n{}\n", pre_push_hook());
    tree_.write_hook(pre_push_hook(), present.has_value());
    return "wrote    .git/hooks/pre-push\n";
  }

  [[nodiscard]] std::string assumed(const InitFacts& facts) const {
    std::string text = "Assumed, from what this repository holds:\n";
    if (!facts.environments.empty())
      text += fmt::format("  environments {}, the last one protected\n", fmt::join(facts.environments, ", "));
    for (const InitFacts::Database& database : facts.databases) text += told(database);
    text += assumed_;
    for (const std::string& sentence : facts.unsure) text += fmt::format("  {}\n", text::visible(sentence));
    return text;
  }

  static std::string told(const InitFacts::Database& database) {
    std::vector<std::string> apps;
    for (const InitFacts::App& app : database.apps) apps.push_back(fmt::format("{} ({})", app.name, app.reason));
    std::string text = fmt::format("  database     {}", database.cluster);
    if (!apps.empty()) text += fmt::format("; apps: {}", fmt::join(apps, ", "));
    if (!database.migrations.empty()) text += fmt::format("; migrations: {}", fmt::join(database.migrations, ", "));
    return text::visible(text) + "\n";
  }

  [[nodiscard]] std::string next_steps() const {
    std::string text = fmt::format("Next: read {}", policy_path);
    if (!to_fill_in_.empty()) text += fmt::format(", fill in {}", fmt::join(to_fill_in_, " and "));
    text +=
        ", and bring all of it to the main branch in a change of its own. `safeops-check replay --last 200` tells what the gate "
        "would have said lately. Then make the job `safeops-check` a required status check.\n";
    if (!call_->hook) text += "`safeops-check init --hook` also judges each push before it leaves, on this machine.\n";
    return text;
  }

  const ScaffoldCall* call_;
  WorkTree tree_;
  Library library_;
  git::Snapshot snapshot_;
  std::string branch_;
  std::vector<Draft> drafts_;
  std::vector<std::string> to_fill_in_;
  std::string assumed_;
};

}  // namespace

int run_init(const Arguments& arguments, const Surroundings& surroundings) {
  const git::Repository repository = open_repository(arguments, surroundings);
  *surroundings.out << Initialiser(arguments, repository).run();
  return 0;
}

}  // namespace safeops
