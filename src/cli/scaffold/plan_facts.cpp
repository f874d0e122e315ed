#include "cli/scaffold/plan_facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "cli/question.hpp"
#include "cli/scaffold/new_migrations.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"
#include "text/spelling.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

constexpr std::size_t longest_name = 63;
constexpr std::size_t most_alerts = 5;

using Names = std::set<std::string, std::less<>>;

std::vector<std::string> sorted(const Names& names) {
  return {names.begin(), names.end()};
}

// What was given, as long as it is one of those that are known, or none are.
Told given(std::string_view option, const std::string& value, const Names& known) {
  if (known.empty() || known.contains(value)) return {.value = value, .reason = "as you said", .others = {}};
  throw CannotRun(fmt::format("{} {}: nothing of that name is deployed.{} There is {}.", option, value,
                              did_you_mean(text::nearest(value, sorted(known))),
                              text::visible(fmt::format("{}", fmt::join(known, ", ")))));
}

Told only_one(const Names& names, std::string reason) {
  if (names.size() == 1) return {.value = *names.begin(), .reason = std::move(reason), .others = {}};
  return {.value = {}, .reason = {}, .others = sorted(names)};
}

Names cluster_names(const Estate& estate) {
  Names names;
  for (const Cluster& cluster : estate.clusters()) names.emplace(cluster.name());
  for (const Policy::Database& database : estate.policy().databases) names.insert(database.cluster);
  return names;
}

bool runs_once(const Workload& workload) {
  return workload.object().kind() == "Job" || workload.object().kind() == "CronJob";
}

// Of everything that uses a database the app is what keeps running, where something does.
Names apps_on(const Estate& estate, std::string_view database) {
  Names running;
  Names once;
  for (const Workload& workload : estate.workloads())
    if (workload.uses(database)) (runs_once(workload) ? once : running).insert(workload.app);
  for (const Policy::Database& one : estate.policy().databases)
    if (one.cluster == database) running.insert(one.apps.begin(), one.apps.end());
  return running.empty() ? once : running;
}

Names databases_of(const Estate& estate, std::string_view app) {
  Names names;
  for (const Workload& workload : estate.workloads()) {
    if (workload.app != app) continue;
    for (const DatabaseLink& link : workload.databases) names.insert(link.cluster);
  }
  return names;
}

Names databases_of(const std::vector<NewMigration>& migrations) {
  Names names;
  for (const NewMigration& migration : migrations)
    if (!migration.database.empty()) names.insert(migration.database);
  return names;
}

Names app_names(const Estate& estate) {
  Names names;
  for (const Workload& workload : estate.workloads()) names.insert(workload.app);
  return names;
}

Told find_database(const Estate& head, const ScaffoldCall& call, const std::vector<NewMigration>& migrations) {
  const Names all = cluster_names(head);
  if (!call.database.empty()) return given("--database", call.database, all);
  if (!call.app.empty()) {
    if (Told told = only_one(databases_of(head, call.app), fmt::format("the one {} uses", call.app)); told.known()) return told;
  }
  if (Told told = only_one(databases_of(migrations), "the one the new migrations are for"); told.known()) return told;
  return only_one(all, "the only cluster in this repository");
}

Told find_app(const Estate& head, const ScaffoldCall& call, const Told& database) {
  if (!call.app.empty()) return given("--app", call.app, app_names(head));
  if (!database.known()) return {.value = {}, .reason = {}, .others = sorted(app_names(head))};
  return only_one(apps_on(head, database.value), fmt::format("the only app on {}", database.value));
}

std::string written(const FlagName& flag) {
  return fmt::format("{}/{}", flag.config_map, flag.key);
}

bool is_claimed(const Estate& estate, const FlagName& flag, std::string_view plan) {
  return std::any_of(estate.plans().begin(), estate.plans().end(),
                     [&](const Plan& other) { return other.flag == flag && other.name != plan; });
}

// Flags that `plan` may be about: off everywhere, and in no other plan.
Names free_flags(const Estate& estate, std::string_view plan) {
  Names found;
  Names on;
  for (const Flag& flag : estate.flags()) {
    (flag.on ? on : found).insert(written(flag.name));
    if (is_claimed(estate, flag.name, plan)) on.insert(written(flag.name));
  }
  std::erase_if(found, [&](const std::string& flag) { return on.contains(flag); });
  return found;
}

Names without(Names names, const std::deque<Flag>& known) {
  for (const Flag& flag : known) names.erase(written(flag.name));
  return names;
}

Told given_flag(const Estate& head, const std::string& flag, std::vector<std::string>& doubts) {
  const std::size_t slash = flag.find('/');
  if (slash == flag.npos || slash == 0 || slash + 1 == flag.size() || flag.find('/', slash + 1) != flag.npos)
    throw CannotRun(fmt::format("--flag {}: write CONFIGMAP/KEY, for example feature-flags/FEATURE_LOGIN_V2.", flag));
  Names known;
  for (const Flag& one : head.flags()) known.insert(written(one.name));
  if (!known.contains(flag))
    doubts.push_back(fmt::format("Nothing sets {} to true or false yet.{} Add it, off, with the release of the app.", flag,
                                 did_you_mean(text::nearest(flag, sorted(known)))));
  return {.value = flag, .reason = "as you said", .others = {}};
}

Told find_flag(const Estate& head, const Estate& base, const ScaffoldCall& call, std::vector<std::string>& doubts) {
  if (!call.flag.empty()) return given_flag(head, call.flag, doubts);
  const Names free = free_flags(head, call.plan);
  if (Told told = only_one(without(free, base.flags()), "new, and off"); told.known()) return told;
  return only_one(free, "the only flag that is off and in no plan");
}

// In one unit, as the schema of the plan has it.
std::string as_duration(text::Seconds seconds) {
  if (seconds % 3600 == 0) return fmt::format("{}h", seconds / 3600);
  return seconds % 60 == 0 ? fmt::format("{}m", seconds / 60) : fmt::format("{}s", seconds);
}

Told find_duration(const Policy& policy, const ScaffoldCall& call, std::vector<std::string>& doubts) {
  const std::string least = as_duration(policy.rollback_window_minimum);
  if (call.duration.empty())
    return {.value = least,
            .reason = policy.source ? "the policy's minimum" : "the minimum where no policy says another",
            .others = {}};
  const auto seconds = text::parse_duration(call.duration);
  if (!seconds) throw CannotRun(fmt::format("--duration {}: write a length of time such as 90m, 24h or 7d.", call.duration));
  if (*seconds < policy.rollback_window_minimum)
    doubts.push_back(fmt::format("A window of {} is shorter than {}, the least the policy allows.", call.duration, least));
  return {.value = call.duration, .reason = "as you said", .others = {}};
}

std::vector<std::string> alert_names(const Estate& estate) {
  Names names;
  for (const Resource& resource : estate.resources()) {
    if (!resource.object->is("monitoring.coreos.com", "PrometheusRule")) continue;
    for (const yaml::Node& group : resource.object->at("spec.groups").items())
      for (const yaml::Node& rule : group["rules"].items())
        if (const std::string_view alert = rule["alert"].text(); !alert.empty()) names.emplace(alert);
  }
  std::vector<std::string> first = sorted(names);
  if (first.size() > most_alerts) first.resize(most_alerts);
  return first;
}

std::string repository_path(const Estate& head, std::string_view option, std::string_view file) {
  while (file.starts_with("./")) file.remove_prefix(2);
  const auto entry = head.snapshot().find(file);
  if (entry && entry->is_file()) return std::string(file);
  std::vector<std::string> known;
  for (const Migration& migration : head.migrations()) known.push_back(migration.path);
  throw CannotRun(fmt::format("{} {}: no such file in the work tree.{} Write its path from the repository's root.", option, file,
                              did_you_mean(text::nearest(file, known))));
}

void demand_free(const Estate& head, const std::string& path, std::string_view name) {
  const Plan* plan = head.plan_of(path);
  if (plan && plan->name != name)
    throw CannotRun(
        fmt::format("{} belongs to plan {} ({}) already, and to one plan only.", path, plan->name, plan->source->path()));
}

std::vector<Step> given_steps(const Estate& head, std::string_view option, const std::vector<std::string>& files,
                              std::string_view plan) {
  std::vector<Step> steps;
  for (const std::string& file : files) {
    steps.push_back({repository_path(head, option, file), "as you said"});
    demand_free(head, steps.back().path, plan);
  }
  return steps;
}

bool is_given(const PlanFacts& facts, const std::string& path) {
  const auto names = [&](const Step& step) { return step.path == path; };
  return std::any_of(facts.expand.begin(), facts.expand.end(), names) ||
         std::any_of(facts.contract.begin(), facts.contract.end(), names);
}

void sort_in(const std::vector<NewMigration>& migrations, PlanFacts& facts) {
  for (const NewMigration& migration : migrations) {
    const bool elsewhere = facts.database.known() && !migration.database.empty() && migration.database != facts.database.value;
    if (elsewhere || is_given(facts, migration.path)) continue;
    std::vector<Step>& steps = migration.phase == sql::DeclaredPhase::expand     ? facts.expand
                               : migration.phase == sql::DeclaredPhase::contract ? facts.contract
                                                                                 : facts.unsorted;
    steps.push_back({migration.path, migration.reason});
  }
}

}  // namespace

bool is_plan_name(std::string_view name) {
  const auto is_inner = [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '-'; };
  return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), is_inner) && name.front() != '-' &&
         name.back() != '-';
}

PlanFacts find_plan_facts(const Estate& head, const Estate& base, const ScaffoldCall& call) {
  const std::vector<NewMigration> migrations = new_migrations(head, base.snapshot(), call.plan);
  PlanFacts facts{.name = call.plan};
  facts.database = find_database(head, call, migrations);
  facts.app = find_app(head, call, facts.database);
  facts.expand = given_steps(head, "--expand", call.expand, call.plan);
  facts.contract = given_steps(head, "--contract", call.contract, call.plan);
  sort_in(migrations, facts);
  facts.flag = find_flag(head, base, call, facts.doubts);
  facts.duration = find_duration(head.policy(), call, facts.doubts);
  facts.owner = {.value = call.owner, .reason = "as you said", .others = {}};
  facts.alerts = alert_names(head);
  return facts;
}

}  // namespace safeops
