#include "report/backup_path.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/model_parts.hpp"
#include "report/words.hpp"
#include "text/time.hpp"

namespace safeops::report {
namespace {

std::string method_words(const BackupPath& path) {
  const std::string to = path.destination().empty() ? "" : fmt::format(" to {}", shown(path.destination()));
  switch (path.method) {
    case BackupMethod::none:
      return "none";
    case BackupMethod::barman_object_store:
      return "in-tree Barman" + to;
    case BackupMethod::plugin:
      return "Barman Cloud plugin" + to;
    case BackupMethod::volume_snapshot:
      return fmt::format("volume snapshots{}", path.archives_wal() ? "" : ", without WAL");
  }
  return {};
}

std::string meaning(const ScheduledBackup& schedule) {
  if (schedule.object().at("spec.schedule").is_opaque()) return "known in the cluster only";
  const CronReading reading = parse_cron(schedule.schedule());
  return reading.schedule ? reading.schedule->describe() : fmt::format("never: {}", shown(reading.error));
}

std::string schedule_words(const Recoverability& found) {
  std::vector<std::string> each;
  for (const ScheduledBackup* schedule : found.path.times.schedules)
    each.push_back(fmt::format("{}{}", meaning(*schedule), schedule->suspended() ? " (suspended)" : ""));
  std::vector<std::string> runs;
  for (const text::Seconds run : found.next_runs) runs.push_back(text::format_time(run));
  if (each.empty()) return "none";
  return fmt::format("{}{}{}", fmt::join(each, "; "), runs.empty() ? "" : "; next ", fmt::join(runs, ", "));
}

std::string kept_words(const BackupPath& path) {
  if (path.keeps_for_ever()) return "for ever: no retention policy";
  if (const auto kept = path.kept()) return text::format_duration(*kept);
  return path.retention ? "known in the cluster only" : "not known: its ObjectStore is not here";
}

std::string retention_words(const Recoverability& found) {
  if (found.path.method == BackupMethod::none) return {};
  const auto covered = found.path.covers(found.window.length);
  if (!covered) return kept_words(found.path);
  return fmt::format("{}, {} the rollback window of {} ({})", kept_words(found.path), *covered ? "covers" : "less than",
                     text::format_duration(found.window.length), shown(found.window.whose));
}

std::string restore_words(const Recoverability& found) {
  if (found.path.restored) {
    const auto at = found.path.restored->at;
    const std::string when = at ? fmt::format("{} ago", text::format_duration(found.now - *at)) : "at an unknown time";
    return fmt::format("{}, {} (plan {})", shown(found.path.restored->text()), when, shown(found.path.restored->plan));
  }
  if (found.path.rehearsal) return fmt::format("into {}, which boots from its archive", shown(found.path.rehearsal->text()));
  return found.path.method == BackupMethod::none ? "" : "never, as far as the repository tells";
}

nlohmann::ordered_json schedule_in_words_json(const ScheduledBackup& schedule) {
  return {{"name", text_json(schedule.name())},
          {"text", text_json(schedule.schedule())},
          {"meaning", text_json(meaning(schedule))},
          {"suspended", schedule.suspended()}};
}

std::string_view link_word(WeakestLink link) {
  switch (link) {
    case WeakestLink::no_backup:
      return "no-backup";
    case WeakestLink::no_schedule:
      return "no-schedule";
    case WeakestLink::suspended:
      return "suspended";
    case WeakestLink::no_archive:
      return "no-archive";
    case WeakestLink::short_retention:
      return "short-retention";
    case WeakestLink::rare:
      return "rare";
    case WeakestLink::never_restored:
      return "never-restored";
    case WeakestLink::unproved:
      return "unproved";
    case WeakestLink::test_too_old:
      return "test-too-old";
    case WeakestLink::none:
      return {};
  }
  return {};
}

}  // namespace

std::string weakest_words(const Recoverability& found) {
  switch (found.weakest) {
    case WeakestLink::no_backup:
      return "nothing is backed up";
    case WeakestLink::no_schedule:
      return "nothing takes base backups";
    case WeakestLink::suspended:
      return "nothing takes base backups: every schedule is suspended";
    case WeakestLink::no_archive:
      return "no WAL is archived: only the moments of its base backups come back";
    case WeakestLink::short_retention:
      return "backups are gone before the rollback window ends";
    case WeakestLink::rare:
      return fmt::format("up to {} lie between two base backups", text::format_duration(*found.path.times.longest_gap()));
    case WeakestLink::never_restored:
      return "nobody has shown that it restores";
    case WeakestLink::unproved:
      return fmt::format("the restore test leaves open: {}", shown(left_open(*found.path.restored).front()));
    case WeakestLink::test_too_old:
      return "the last restore test is older than the policy allows";
    case WeakestLink::none:
      return {};
  }
  return {};
}

std::vector<PathLine> backup_path_lines(const Recoverability& found) {
  std::vector<PathLine> lines{{"backup", method_words(found.path)},
                              {"schedule", found.path.method == BackupMethod::none ? "" : schedule_words(found)},
                              {"kept", retention_words(found)},
                              {"restored", restore_words(found)},
                              {"weakest link", weakest_words(found)}};
  std::erase_if(lines, [](const PathLine& line) { return line.text.empty(); });
  return lines;
}

nlohmann::ordered_json backup_path_json(const Recoverability& found) {
  const BackupPath& path = found.path;
  Json json = {{"method", to_string(path.method)}, {"destination", text_json(path.destination())}, {"schedules", Json::array()}};
  for (const ScheduledBackup* schedule : path.times.schedules) json["schedules"].push_back(schedule_in_words_json(*schedule));
  json["nextRuns"] = Json::array();
  for (const text::Seconds run : found.next_runs) json["nextRuns"].push_back(text::format_time(run));
  json["retention"] = path.retention ? text_json(path.retention->text()) : Json(nullptr);
  const auto covered = path.covers(found.window.length);
  json["window"] = {{"length", text::format_duration(found.window.length)},
                    {"whose", text_json(found.window.whose)},
                    {"covered", covered ? Json(*covered) : Json(nullptr)}};
  json["restored"] = nullptr;
  if (path.restored)
    json["restored"] = {{"plan", text_json(path.restored->plan)},
                        {"at", time_json(path.restored->at)},
                        {"leftOpen", texts_json(left_open(*path.restored))}};
  json["rehearsal"] = path.rehearsal ? text_json(path.rehearsal->text()) : Json(nullptr);
  json["weakestLink"] = text_json(link_word(found.weakest));
  return json;
}

std::string operator_words(const OperatorVersion& version) {
  const auto [major, minor] = version.judged_as();
  const std::string judged = fmt::format("judged as CloudNativePG {}.{}", major, minor);
  if (!version.artifact) return fmt::format("not delivered from here; {}", judged);
  const std::string drift = version.drift();
  if (!drift.empty()) return fmt::format("not pinned: {}; {}", shown(drift), judged);
  const std::string by = fmt::format("{} {} of {}", version.artifact->form == Artifact::Form::image ? "image" : "chart",
                                     shown(version.artifact->version()), shown(version.workload->text()));
  return version.minor ? fmt::format("CloudNativePG {}.{}, by {}", major, minor, by)
                       : fmt::format("not known: {}; {}", by, judged);
}

}  // namespace safeops::report
