#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>

#include "cli/question.hpp"
#include "cli/session.hpp"
#include "git/cannot_run.hpp"
#include "report/decision.hpp"
#include "text/escape.hpp"
#include "text/spelling.hpp"

namespace safeops {
namespace {

const Plan& plan_named(const Estate& head, const std::string& name) {
  if (const Plan* plan = head.plan(name)) return *plan;
  std::vector<std::string> names;
  for (const Plan& plan : head.plans()) names.push_back(plan.name);
  throw CannotRun(fmt::format("There is no plan `{}` under .safeops/plans.{}", name, did_you_mean(text::nearest(name, names))));
}

std::string read_statement(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  if (!in) throw CannotRun(fmt::format("{}: cannot be read.", path));
  return content.str();
}

// When the statement says it was made: that is the time to judge it at.
text::Seconds made_at(const std::string& path, const std::string& statement) {
  constexpr std::string_view key = "\"timeCreated\": \"";
  const std::size_t begin = statement.find(key);
  const std::size_t from = begin == statement.npos ? 0 : begin + key.size();
  const auto time = text::parse_time(std::string_view(statement).substr(from, statement.find('"', from) - from));
  if (begin == statement.npos || !time)
    throw CannotRun(fmt::format("{}: does not say when it was made; is it a statement that `decide` wrote?", path));
  return *time;
}

std::string first_difference(const std::string& was, const std::string& is) {
  std::istringstream before(was);
  std::istringstream after(is);
  std::string old_line;
  std::string new_line;
  for (int number = 1;; ++number) {
    const bool old_more = static_cast<bool>(std::getline(before, old_line));
    const bool new_more = static_cast<bool>(std::getline(after, new_line));
    if (!old_more && !new_more) return "they end differently";
    if (old_more && new_more && old_line == new_line) continue;
    return fmt::format("line {} says `{}`, and it comes out as `{}`", number, old_more ? old_line : "", new_more ? new_line : "");
  }
}

int verify(const Arguments& arguments, const std::string& statement, const Decision& decision, const Surroundings& surroundings) {
  const std::string anew = write_decision_statement(decision);
  if (anew != statement) {
    *surroundings.out << text::visible(fmt::format("{} does not hold for these revisions: {}", arguments.verify,
                                                   first_difference(statement, anew)))
                      << "\n";
    return 1;
  }
  *surroundings.out << text::visible(fmt::format("{} holds: {}, as of {}", arguments.verify, decision.go ? "GO" : "NO-GO",
                                                 text::format_time(decision.now)))
                    << "\n";
  return decision.go ? 0 : 1;
}

}  // namespace

int run_decide(const Arguments& asked, const Surroundings& surroundings) {
  Arguments arguments = asked;  // nothing may narrow what a decision rests on
  arguments.only.clear();
  arguments.policy_from = "base";
  arguments.fail_on = Level::error;
  const std::string statement = arguments.verify.empty() ? "" : read_statement(arguments.verify);
  const text::Seconds today = time_to_judge_at(arguments);
  const text::Seconds now = statement.empty() ? today : made_at(arguments.verify, statement);
  if (now > today)
    throw CannotRun(
        fmt::format("{}: says that it was made {}, which is still to come.", arguments.verify, text::format_time(now)));
  const git::Repository repository = open_repository(arguments, surroundings);
  Progress progress(surroundings);
  const Revisions revisions = choose_revisions(repository, arguments, surroundings);
  progress.say("reading ...");
  Reading reading(repository, choose_jobs(arguments));
  const Judgement judgement = judge_change(revisions, now, arguments, reading);
  const Plan& plan = plan_named(judgement.change->head(), arguments.subject);
  const Decision decision = decide(*judgement.change, judgement.verdict, plan, reading.library());
  if (!statement.empty()) return verify(arguments, statement, decision, surroundings);
  *surroundings.out << write_decision(decision, wants_color(arguments, surroundings));
  if (!arguments.out.empty()) {
    const std::string stem = arguments.out + "/" + plan.name + "-" + (decision.go ? "go" : "no-go");
    write_file(stem + ".md", write_decision_markdown(decision));
    write_file(stem + ".json", write_decision_statement(decision));
    *surroundings.out << text::visible(
                             fmt::format("Written: {0}.md to read, {0}.json to keep; `safeops-check decide {1} --verify "
                                         "{0}.json` checks it again.",
                                         stem, plan.name))
                      << "\n";
  }
  return decision.go ? 0 : 1;
}

}  // namespace safeops
