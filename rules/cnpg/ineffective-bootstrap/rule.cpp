#include <algorithm>

#include "rules/bootstrap_edit.hpp"
#include "rules/data_plane.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view once =
    "CloudNativePG reads it when it makes the Cluster, and never again. The change looks delivered and does nothing, until "
    "somebody "
    "makes the Cluster anew.";

void report_sql(const text::Place& place, const Cluster& cluster, bool is_ddl, Findings& out) {
  out.add({.place = place,
           .what = fmt::format("{} exists: this SQL of its bootstrap never runs{}", cluster.text(),
                               is_ddl ? ", and the schema stays as it is" : ""),
           .why = std::string(once),
           .next = is_ddl
                       ? "Put it into a migration of its own, which a Job or a person runs, and leave the bootstrap as it is."
                       : "Run it by a Job or by hand, or declare it: roles in `spec.managed.roles`, extensions and schemas in a "
                         "Database object.",
           .level = is_ddl ? Level::error : Level::warning});
}

bool is_ddl(const Change& change, const yaml::Node* sql) {
  return std::any_of(change.migrations().begin(), change.migrations().end(),
                     [&](const MigrationStep& step) { return step.after && step.after->node == sql && step.changes_schema(); });
}

// SQL of a ConfigMap, where nothing but the bootstrap of Clusters that exist runs it.
void check_referenced(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after || step.statements.empty()) continue;
    const auto runs = change.head().runs_of(*step.after);
    const bool never = std::all_of(runs.begin(), runs.end(), [&](const MigrationRun* run) {
      return run->tool == MigrationRun::Tool::cnpg && counterpart(change.base(), Cluster{{run->resource}});
    });
    if (!runs.empty() && never)
      report_sql(step.after->place(step.statements.front().statement->span), Cluster{{runs.front()->resource}},
                 step.changes_schema(), out);
  }
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!before || !after || !before->deployed() || !after->deployed()) continue;
    const BootstrapEdit edit = bootstrap_edit(*before, *after);
    for (const yaml::Node* sql : edit.sql) report_sql(sql->place(), *after, is_ddl(change, sql), out);
    if (edit.setting)
      out.add({.place = edit.setting->place(),
               .what = fmt::format("{} exists: this edit of `spec.bootstrap` has no effect", after->text()),
               .why = std::string(once),
               .next = "Change the live database instead (ALTER DATABASE, `managed.roles`), or make a second Cluster that boots "
                       "this way and move the apps to it."});
  }
  check_referenced(change, out);
}

}  // namespace

extern constinit const Rule cnpg_ineffective_bootstrap{
    .title = "An edit of a Cluster's bootstrap never runs", .level = Level::warning, .check = check};

}  // namespace safeops::rules
