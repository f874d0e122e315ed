#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>

#include "cli/session.hpp"
#include "git/history.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_printed = 100;         // findings of one commit
constexpr std::size_t commits_per_reading = 200;  // then what was read is let go, so that memory does not grow with history

struct Tally {
  std::size_t commits = 0;
  std::map<Outcome, std::size_t> outcomes;
  std::map<std::string, std::size_t> findings;  // by rule
};

std::string_view word_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::go:
      return "GO";
    case Outcome::no_go:
      return "NO-GO";
    case Outcome::could_not_inspect:
      return "COULD NOT INSPECT";
  }
  return "";
}

std::string where(const Judged& judged) {
  if (!judged.finding.place) return "";
  return fmt::format("{}:{}: ", text::visible(judged.finding.place.path()), judged.finding.place.start().line);
}

void print(const git::Commit& commit, const Verdict& verdict, bool quiet, std::ostream& out) {
  if (verdict.findings.empty() && verdict.outcome == Outcome::go) return;
  out << fmt::format("{} {} {} {}\n", commit.id.short_hex(), text::format_time(commit.time), word_for(verdict.outcome),
                     text::visible(commit.summary));
  std::size_t count = 0;
  for (const Judged& judged : verdict.findings) {
    if ((quiet && !judged.blocks) || ++count > most_printed) continue;
    out << fmt::format("    {}{}[{}] {}{}\n", judged.suppression ? "silenced " : "", to_string(judged.level), judged.id(),
                       where(judged), text::visible(judged.finding.what));
  }
  if (count > most_printed) out << fmt::format("    and {} more\n", count - most_printed);
}

Revisions revisions_of(const git::Repository& repository, const git::Commit& commit, const git::Commit* parent) {
  Revisions revisions;
  revisions.head_commit = commit.id;
  revisions.head_tree = commit.tree;
  if (parent) {
    revisions.base_commit = parent->id;
    revisions.base_tree = parent->tree;
  }
  revisions.authors = [&repository, base = revisions.base_commit, head = commit.id] {
    return authors_between(repository, base, head);
  };
  return revisions;
}

void add(const Verdict& verdict, Tally& tally) {
  ++tally.commits;
  ++tally.outcomes[verdict.outcome];
  for (const Judged& judged : verdict.findings) ++tally.findings[fmt::format("{} {}", to_string(judged.level), judged.id())];
}

void print(const Tally& tally, bool truncated, std::ostream& out) {
  out << fmt::format("\n{} commits", tally.commits);
  for (const auto& [outcome, count] : tally.outcomes) out << fmt::format(", {} {}", count, word_for(outcome));
  out << ".\n";
  std::vector<std::pair<std::string, std::size_t>> rows(tally.findings.begin(), tally.findings.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [rule, count] : rows) out << fmt::format("{:8} {}\n", count, rule);
  if (truncated) out << "History ends here because the clone is shallow; fetch with fetch-depth: 0 to replay all of it.\n";
}

}  // namespace

int run_replay(const Arguments& arguments, const Surroundings& surroundings) {
  const git::Repository repository = open_repository(arguments, surroundings);
  const git::History history(repository, repository.resolve(arguments.head.empty() ? "HEAD" : arguments.head));
  Tally tally;
  Progress progress(surroundings);
  std::unique_ptr<Reading> reading;
  for (std::size_t n = 0; arguments.last == 0 || n < arguments.last; ++n) {
    const git::Commit* commit = history.at(n);
    if (!commit) break;
    const git::Commit head = *commit;
    const git::Commit* parent = history.at(n + 1);
    if (!parent && history.truncated()) break;
    if (n % commits_per_reading == 0) reading = std::make_unique<Reading>(repository, choose_jobs(arguments));
    const Verdict verdict = judge_revisions(revisions_of(repository, head, parent), head.time, arguments, *reading);
    print(head, verdict, arguments.quiet, *surroundings.out);
    add(verdict, tally);
    progress.say(fmt::format("{} commits replayed", tally.commits));
  }
  print(tally, history.truncated(), *surroundings.out);
  return tally.outcomes[Outcome::could_not_inspect] ? 3 : tally.outcomes[Outcome::no_go] ? 1 : 0;
}

}  // namespace safeops
