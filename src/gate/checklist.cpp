#include "gate/checklist.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace safeops {
namespace {

using State = ChecklistItem::State;

bool destroys(const Change& change) {
  return !change.contracts().empty() || !change.plans_contracting().empty();
}
bool migrates(const Change& change) {
  return !change.migrations().empty();
}
bool releases_or_flips(const Change& change) {
  return !change.releases().empty() || !change.flag_flips().empty();
}
bool moves_app_or_schema(const Change& change) {
  return migrates(change) || releases_or_flips(change);
}
bool touches_data_plane(const Change& change) {
  return !change.clusters().empty() || !change.scheduled_backups().empty();
}
bool always(const Change&) {
  return true;
}

struct ChecklistQuestion {
  std::string_view text;
  std::array<std::string_view, 2> rule_prefixes;  // of the rules that answer it
  bool (*is_asked)(const Change&);                // "not needed" otherwise, unless a rule speaks
};

constexpr ChecklistQuestion questions[] = {
    {"App, flag and schema change one at a time", {"release-", ""}, moves_app_or_schema},
    {"The running version survives the migration", {"schema-", "lock-"}, migrates},
    {"Every migration has a plan with an owner", {"evidence-plan", "evidence-owner"}, migrates},
    {"A rollback window is agreed", {"window-", "evidence-phase"}, migrates},
    {"Backup and restore are proved", {"evidence-backup", "evidence-restore"}, destroys},
    {"The contract step is approved by somebody else", {"evidence-approval", "evidence-drill"}, destroys},
    {"The database cluster keeps its data and its backups", {"cnpg-", ""}, touches_data_plane},
    {"Flux can deliver it", {"flux-", ""}, always},
    {"Everything could be inspected, nothing is hidden", {"gate-", "evidence-from"}, always},
};

bool answers(const ChecklistQuestion& question, std::string_view id) {
  return std::any_of(question.rule_prefixes.begin(), question.rule_prefixes.end(),
                     [&](std::string_view prefix) { return !prefix.empty() && id.starts_with(prefix); });
}

ChecklistItem ask(const ChecklistQuestion& question, const Change& change, const std::vector<Judged>& findings) {
  ChecklistItem item{.text = std::string(question.text), .detail = {}};
  item.state = question.is_asked(change) ? State::passed : State::not_needed;
  std::size_t failed = 0;
  std::size_t warned = 0;
  for (const Judged& judged : findings) {
    if (judged.suppression || !answers(question, judged.id())) continue;
    failed += judged.blocks ? 1 : 0;
    const bool warns = !judged.blocks && (judged.level == Level::warning || judged.lifted);
    warned += warns ? 1 : 0;
    if (item.detail.empty() && (judged.blocks || warns)) item.detail = judged.finding.what;
  }
  if (failed + warned > 1) item.detail += fmt::format(" (and {} more)", failed + warned - 1);
  if (warned) item.state = State::warned;
  if (failed) item.state = State::failed;
  return item;
}

}  // namespace

std::vector<ChecklistItem> make_checklist(const Change& change, const std::vector<Judged>& findings) {
  std::vector<ChecklistItem> items;
  for (const ChecklistQuestion& question : questions) items.push_back(ask(question, change, findings));
  return items;
}

}  // namespace safeops
