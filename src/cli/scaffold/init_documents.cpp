#include "cli/scaffold/init_documents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <sstream>

#include "cli/scaffold/page.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::string_view workflow = R"(name: safeops-check
on:
  pull_request:
  pull_request_review: # an approval, or one taken back, is judged at once
    types: [submitted, dismissed]
  merge_group:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  safeops-check:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
      pull-requests: read # to count reviews as approvals
      security-events: write # only to show the findings under "Code scanning"
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - id: gate
        uses: your-organisation/safeops-check/action@main # pin a full commit id
      - if: always() && steps.gate.outputs.sarif != ''
        continue-on-error: true
        uses: github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2
        with:
          sarif_file: ${{ steps.gate.outputs.sarif }}
)";

constexpr std::string_view hook = R"(#!/bin/sh
# safeops-check: judges what is about to be pushed. git says on standard input what that is.
nothing=0000000000000000000000000000000000000000
while read -r _ commit _ _; do
  [ "$commit" = "$nothing" ] || safeops-check check --head "$commit" || exit 1
done
)";

constexpr std::string_view about_owners = "# safeops-check: who has to agree when the gate itself is changed.\n";
constexpr std::string_view owned[] = {"/.safeops/", "/.github/workflows/safeops-check.yml"};

void write_environments(const InitFacts& facts, Page& page) {
  page.comment(
      "In promotion order: a change reaches them from first to last. Each is a name, or {name, paths, namespaces} where the "
      "usual spellings of the name (dev, stage, prod ...) do not tell it.");
  if (facts.environments.empty()) {
    page.comment("None was recognised here.").line("# environments:").line("#   - {name: production, paths: [clusters/main]}");
    page.comment("Where hard stops bind hardest.").line("# protected: [production]");
    return;
  }
  page.list("environments", facts.environments);
  page.comment("Where hard stops bind hardest.").list("protected", std::vector<std::string>{facts.environments.back()});
}

void write_database(const InitFacts::Database& database, Page& page) {
  constexpr std::size_t indent = 2;
  constexpr std::size_t below = 4;
  std::vector<std::string> apps;
  std::map<std::string, std::string, std::less<>> reasons;
  for (const InitFacts::App& app : database.apps) {
    apps.push_back(app.name);
    reasons.emplace(app.name, text::visible(app.reason));
  }
  page.items({text_field("cluster", database.cluster)}, indent);
  if (!database.near.empty())
    page.comment(fmt::format("In its namespace, and not known to use it: {}.", fmt::join(database.near, ", ")), below);
  page.list("apps", apps, below, [&](const yaml::Node& app) { return reasons.find(app.text())->second; });
  page.list("migrations", database.migrations, below);
}

void write_databases(const InitFacts& facts, Page& page) {
  page.comment(
      "Which apps use which cluster, and where its migrations are. `schema: db/structure.sql` lets them be judged on what they "
      "really meet, `queries: [backend/queries/**]` proves that the running version still works.");
  if (facts.databases.empty()) {
    page.line("# databases:")
        .line("#   - cluster: app-postgres")
        .line("#     apps: [backend]")
        .line("#     migrations: [migrations]");
    return;
  }
  page.line("databases:");
  for (const InitFacts::Database& database : facts.databases) write_database(database, page);
}

void write_ages(Page& page) {
  page.comment("How long going back has to stay possible before anything is dropped, at least.");
  page.line("rollbackWindow:").line("minimum: 24h", 2);
  page.comment("How old the backup, and the restore test, before a contract step may be.");
  page.line("backup:").line("maxAge: 24h", 2).line("restore:").line("maxAge: 30d", 2);
}

void write_approvals(Page& page) {
  page.comment("How many people other than the author have to look at a contract step, and who may. Without `from` anybody may.");
  page.line("approvals:").line("minimum: 1", 2).line("# from: [\"@alice\", \"@bob\"]", 2);
  page.comment("A level per rule; `safeops-check rules` lists them. A hard stop stays an error.");
  page.line("# rules: {release-floating-image: note}");
}

// Who owns everything that nobody else does.
std::string owners_of_all(std::string_view code_owners) {
  std::string owners;
  std::istringstream lines{std::string(code_owners)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string pattern;
    if (!(words >> pattern) || pattern != "*") continue;
    owners.clear();
    for (std::string owner; words >> owner;) owners += fmt::format("{}{}", owners.empty() ? "" : " ", owner);
  }
  return owners;
}

bool names_the_gate(std::string_view code_owners) {
  std::istringstream lines{std::string(code_owners)};
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(owned[0]) || line.starts_with(fmt::format("# {}", owned[0]))) return true;
  return false;
}

}  // namespace

std::string write_policy(const InitFacts& facts) {
  Page page("schemas/policy.json",
            "What we decided about our gate. It is read from the base branch, so that no pull request softens the judgement of "
            "itself.");
  page.line("apiVersion: safeops.dev/v1alpha1").line("kind: Policy");
  write_environments(facts, page);
  page.comment("With advise the report is the same and the exit code 0: to look on for a while.").line("mode: enforce");
  write_databases(facts, page);
  write_ages(page);
  write_approvals(page);
  return page.text();
}

std::string write_workflow(std::string_view branch) {
  constexpr std::string_view assumed = "branches: [main]";
  std::string text(workflow);
  return text.replace(text.find(assumed), assumed.size(), fmt::format("branches: [{}]", branch));
}

std::string_view pre_push_hook() {
  return hook;
}

std::optional<CodeOwners> with_owners_of_the_gate(std::string_view present) {
  if (names_the_gate(present)) return {};
  CodeOwners result{.text = std::string(present), .owners = owners_of_all(present)};
  if (!result.text.empty()) result.text += result.text.ends_with('\n') ? "\n" : "\n\n";
  result.text += about_owners;
  for (const std::string_view path : owned)
    result.text += result.owners.empty() ? fmt::format("# {} @your-team\n", path) : fmt::format("{} {}\n", path, result.owners);
  return result;
}

}  // namespace safeops
