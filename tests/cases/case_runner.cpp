// Runs the cases of one rule, or of all: `case_runner [<rule-id>]`; `case_runner --index` holds rules/README.md against the
// rules. With only that rule on, each bad case must report it (and match its golden expected.txt), each good case must be silent.
// Also holds the rule to its contract: a page with its four headings, at least one bad and one good case.

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "cases/case_folder.hpp"
#include "cases/tally.hpp"
#include "rules/rule.hpp"

namespace {

namespace fs = std::filesystem;
using namespace safeops;
using namespace safeops::test;

Tally tally;

fs::path folder_of(const RuleEntry& entry) {
  return fs::path(SAFEOPS_ROOT) / "rules" / entry.area / entry.id.substr(entry.area.size() + 1);
}

std::vector<fs::path> cases_in(const fs::path& directory) {
  std::vector<fs::path> cases;
  if (!fs::exists(directory)) return cases;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.is_directory()) cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

Result check_case(const CaseFolder& folder, std::string_view rule) {
  TemporaryDirectory directory;
  RepositoryBuilder repository(directory.path());
  const auto commits = build(folder, repository);
  std::vector<std::string> arguments = {
      "check",  "--base",         commits[commits.size() - 2].hex(), "--head", commits.back().hex(), "--now", folder.now,
      "--only", std::string(rule)};
  arguments.insert(arguments.end(), folder.options.begin(), folder.options.end());
  return call(arguments, directory.path());
}

void run_bad(const RuleEntry& entry, const fs::path& directory) {
  const CaseFolder folder = read_case(directory);
  const Result result = check_case(folder, entry.id);
  tally.expect(result.err.empty(), fmt::format("{}: says on standard error: {}", directory.string(), result.err));
  const bool fired = result.out.find(fmt::format("[{}]", entry.id)) != std::string::npos;
  tally.expect(fired, fmt::format("{}: {} does not report it:\n{}", directory.string(), entry.id, result.out));
  const std::string difference = compare_golden(directory / "expected.txt", result.out);
  tally.expect(difference.empty(), difference);
}

void run_good(const RuleEntry& entry, const fs::path& directory) {
  const Result result = check_case(read_case(directory), entry.id);
  const bool silent = result.exit_code == 0 && result.out.find(fmt::format("[{}]", entry.id)) == std::string::npos;
  tally.expect(silent && result.err.empty(),
               fmt::format("{}: must be silent, exit {}:\n{}{}", directory.string(), result.exit_code, result.out, result.err));
}

void check_page(const RuleEntry& entry) {
  for (const char* heading : {"## What it flags\n", "## Why it hurts\n", "## Do this instead\n", "## When it is fine\n"}) {
    tally.expect(entry.page.find(heading) != std::string_view::npos,
                 fmt::format("{}: its page lacks the heading {}", entry.id, heading));
  }
  const std::string title = fmt::format("# {}\n", entry.rule->title);
  tally.expect(entry.page.starts_with(title),
               fmt::format("{}: its page does not start with its title `{}`", entry.id, entry.rule->title));
  tally.expect(entry.rule->title.size() < 70 && !entry.rule->title.ends_with('.'),
               fmt::format("{}: its title is no title", entry.id));
}

void run_rule(const RuleEntry& entry) {
  check_page(entry);
  const auto bad = cases_in(folder_of(entry) / "bad");
  const auto good = cases_in(folder_of(entry) / "good");
  tally.expect(!bad.empty(), fmt::format("{}: has no bad case", entry.id));
  tally.expect(!good.empty(), fmt::format("{}: has no good case", entry.id));
  for (const fs::path& directory : bad) run_bad(entry, directory);
  for (const fs::path& directory : good) run_good(entry, directory);
}

// rules/README.md: every rule with its level and title, by area.
std::string make_index() {
  std::string text =
      "# The rules\n\nA rule is a folder; its page is the README.md in it, which `safeops-check explain <id>` prints too. "
      "Written by\n"
      "`SAFEOPS_UPDATE=1 case_runner --index`; a test says when it is stale.\n"
      "[HAZARDS.md](HAZARDS.md) goes the other way: from what can go wrong in SQL to the rule that answers it.\n";
  std::string_view area;
  for (const RuleEntry& entry : all_rules()) {
    if (entry.area != area) text += fmt::format("\n## {}\n\n| id | level | flags |\n|---|---|---|\n", area = entry.area);
    const std::string_view name = entry.id.substr(area.size() + 1);
    const std::string_view level = entry.rule->hard_stop ? "hard stop" : to_string(entry.rule->level);
    text += fmt::format("| [{}]({}/{}/README.md) | {}{} | {} |\n", entry.id, area, name, level,
                        entry.rule->advice ? ", off by default" : "", entry.rule->title);
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    if (wanted == "--index") {
      const std::string difference = compare_golden(fs::path(SAFEOPS_ROOT) / "rules/README.md", make_index());
      tally.expect(difference.empty(), difference);
      return tally.finish();
    }
    if (!wanted.empty() && !find_rule(wanted)) throw std::runtime_error(fmt::format("there is no rule {}", wanted));
    for (const RuleEntry& entry : all_rules()) {
      if (wanted.empty() || entry.id == wanted) run_rule(entry);
    }
  } catch (const std::exception& error) {
    tally.expect(false, error.what());
  }
  return tally.finish();
}
