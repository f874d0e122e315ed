#include "report/status.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/backup_path.hpp"
#include "report/json_text.hpp"
#include "report/model_parts.hpp"
#include "report/paint.hpp"
#include "report/words.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

using namespace report;
using Phase = PlanStatus::Phase;

Style style_of(Phase phase) {
  if (phase == Phase::window_over || phase == Phase::contracted) return Style::green;
  return phase == Phase::window_open || phase == Phase::unknown ? Style::yellow : Style::plain;
}

std::string environment_of(std::string_view name) {
  return name.empty() ? "-" : shown(name);
}

std::size_t widest(const Status& status) {
  std::size_t width = 0;
  for (const PlanStatus& plan : status.plans) width = std::max(width, environment_of(plan.environment).size());
  for (const WayBack& way : status.ways_back) width = std::max(width, environment_of(way.environment).size());
  return width;
}

void write_freeze(const Status& status, const Paint& paint, std::string& out) {
  if (!status.freeze) return;
  const std::string scope =
      status.freeze->scope.empty() ? "all environments" : fmt::format("{}", fmt::join(status.freeze->scope, ", "));
  out += fmt::format("{} {}: {}\n\n", paint(Style::red, "FROZEN"), shown(scope),
                     status.freeze->reason.empty() ? "no reason given" : shown(status.freeze->reason));
}

void write_plans(const Status& status, std::size_t width, const Paint& paint, std::string& out) {
  out += paint(Style::bold, "Plans") + "\n";
  if (status.plans.empty()) out += "  none under .safeops/plans\n";
  const Plan* last = nullptr;
  for (const PlanStatus& plan : status.plans) {
    if (plan.plan != last) {
      out += fmt::format("  {} ({}, owner {})\n", shown(plan.plan->name), shown(plan.plan->database),
                         plan.plan->owner.empty() ? "missing" : shown(plan.plan->owner));
      for (const BackupStatus& backup : status.backups)
        if (backup.plan == plan.plan)
          out += fmt::format("    backup: {}{}\n", shown(backup.text), backup.current ? "" : ", not current");
    }
    last = plan.plan;
    out += fmt::format("    {:{}}  {}{}{}\n", environment_of(plan.environment), width,
                       paint(style_of(plan.phase), to_string(plan.phase)), plan.since.empty() ? "" : ": ", shown(plan.since));
    if (!plan.next.empty()) out += fmt::format("    {:{}}  next: {}\n", "", width, shown(plan.next));
  }
}

std::string how_far(const WayBack& way) {
  if (!way.safe.empty()) return fmt::format("safe back to {}", fmt::join(way.safe, ", "));
  if (!way.blocked.empty()) return "no way back";
  return way.cut_short ? "no other version in the history looked at" : "no other version was ever live";
}

void write_ways_back(const Status& status, std::size_t width, const Paint& paint, std::string& out) {
  out += "\n" + paint(Style::bold, "How far back is it safe to go") + "\n";
  if (status.ways_back.empty()) out += "  no app on a database is deployed from here\n";
  std::string last;
  for (const WayBack& way : status.ways_back) {
    const std::string heading = fmt::format("  {} ({})\n", shown(way.app), shown(way.what));
    if (heading != last) out += heading;
    last = heading;
    out +=
        fmt::format("    {:{}}  runs {}; {}\n", environment_of(way.environment), width, shown(way.running), shown(how_far(way)));
    if (!way.misfit.empty())
      out += fmt::format("    {:{}}  {}: {}\n", "", width, paint(Style::red, "cannot read its data"), shown(way.misfit));
    if (!way.blocked.empty())
      out += fmt::format("    {:{}}  {} {}: {}\n", "", width, paint(Style::red, "not to"), way.blocked, shown(way.barrier));
  }
}

std::string next_backup(const Recoverability& database) {
  if (!database.next_runs.empty()) return fmt::format("next backup {}", text::format_time(database.next_runs.front()));
  return database.path.times.known ? "no backup ahead" : "the next backup is known in the cluster only";
}

void write_databases(const Status& status, const Paint& paint, std::string& out) {
  out += "\n" + paint(Style::bold, "How each database would come back") + "\n";
  if (status.databases.empty()) out += "  no database is deployed from here\n";
  for (const Recoverability& database : status.databases) {
    const std::string weakest = weakest_words(database);
    out += fmt::format("  {}: {}{}{}\n", shown(database.path.cluster->text()), next_backup(database),
                       weakest.empty() ? "" : "; weakest link: ", weakest);
  }
}

Json json_of(const Recoverability& database) {
  Json json = resource_json(*database.path.cluster->resource);
  json["backup"] = backup_path_json(database);
  return json;
}

Json json_of(const PlanStatus& plan) {
  return {{"plan", text_json(plan.plan->name)},
          {"environment", text_json(plan.environment)},
          {"phase", to_string(plan.phase)},
          {"since", text_json(plan.since)},
          {"next", text_json(plan.next)}};
}

Json json_of(const WayBack& way) {
  return {{"app", text_json(way.app)},         {"environment", text_json(way.environment)},
          {"artifact", text_json(way.what)},   {"running", text_json(way.running)},
          {"safe", texts_json(way.safe)},      {"blocked", text_json(way.blocked)},
          {"barrier", text_json(way.barrier)}, {"complete", !way.cut_short}};
}

Json json_of(const Freeze& freeze) {
  return {{"reason", text_json(freeze.reason)}, {"scope", texts_json(freeze.scope)}};
}

}  // namespace

std::string write_status(const Status& status, bool color) {
  const Paint paint(color);
  const std::size_t width = widest(status);
  std::string out = fmt::format("{} at {}\n\n", status.revision, text::format_time(status.now));
  write_freeze(status, paint, out);
  write_plans(status, width, paint, out);
  write_ways_back(status, width, paint, out);
  write_databases(status, paint, out);
  return out;
}

std::string write_status_json(const Status& status) {
  JsonDocument document;
  document.member("apiVersion", "safeops.dev/v1alpha1");
  document.member("kind", "Status");
  document.member("revision", status.revision);
  document.member("now", text::format_time(status.now));
  document.member("freeze", status.freeze ? json_of(*status.freeze) : Json(nullptr));
  document.list("plans", status.plans, [](const PlanStatus& plan) { return json_of(plan); });
  document.list("backups", status.backups, [](const BackupStatus& backup) {
    return Json{{"plan", text_json(backup.plan->name)}, {"newest", text_json(backup.text)}, {"current", backup.current}};
  });
  document.list("waysBack", status.ways_back, [](const WayBack& way) { return json_of(way); });
  document.list("databases", status.databases, [](const Recoverability& database) { return json_of(database); });
  return std::move(document).take();
}

}  // namespace safeops
