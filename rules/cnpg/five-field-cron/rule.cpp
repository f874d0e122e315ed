#include "rules/rule.hpp"
#include "estate/cron.hpp"

namespace safeops::rules {
namespace {

std::string what_it_means(const CronReading& reading) {
  if (!reading.schedule) return fmt::format("CloudNativePG cannot read it: {}", reading.error);
  return fmt::format("it runs {}", reading.schedule->describe());
}

std::string why_it_hurts(const CronReading& reading) {
  constexpr std::string_view field_order = "CloudNativePG reads the first field as seconds, unlike crontab.";
  if (!reading.schedule) return fmt::format("{} No backup is ever taken.", field_order);
  const std::size_t runs = reading.schedule->runs_per_day();
  if (runs == 1) return fmt::format("{} The backup runs at another time than the five fields suggest.", field_order);
  return fmt::format("{} That is {} base backups a day: they pile up as Backup objects and fill the object store.", field_order,
                     runs);
}

std::string next_step(std::string_view written, const CronReading& reading) {
  const auto six = crontab_to_six_fields(written);
  const std::string as_read = reading.schedule ? fmt::format("`\"{} *\"`", written) : std::string();
  if (!six) return reading.schedule ? fmt::format("Write six fields; {} is what it means today.", as_read) : "Write six fields.";
  const std::string meant = fmt::format("Write `\"{}\"` to run {}.", *six, parse_cron(*six).schedule->describe());
  return as_read.empty() ? meant : fmt::format("{} If it is meant as CloudNativePG reads it, write {}.", meant, as_read);
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after] : change.scheduled_backups()) {
    if (!after || !after->deployed() || (before && before->deployed() && before->schedule() == after->schedule())) continue;
    const std::string_view written = after->schedule();
    if (after->object().at("spec.schedule").is_opaque() || count_cron_fields(written) != 5) continue;
    const CronReading reading = parse_cron(written);
    out.add({.place = after->field("spec.schedule"),
             .about = after->resource,
             .what = fmt::format("{} has a schedule of five fields, `{}`: {}", after->text(), written, what_it_means(reading)),
             .why = why_it_hurts(reading),
             .next = next_step(written, reading)});
  }
}

}  // namespace

extern constinit const Rule cnpg_five_field_cron{.title = "A backup schedule has five fields where CNPG counts seconds",
                                                 .level = Level::error,
                                                 .lasting = true,
                                                 .check = check};

}  // namespace safeops::rules
