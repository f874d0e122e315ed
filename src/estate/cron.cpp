#include "estate/cron.hpp"
#include "estate/go_duration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace safeops {
namespace {

constexpr std::array<std::string_view, 12> month_names{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> day_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Bounds {
  std::string_view unit;
  unsigned low;
  unsigned high;
  std::span<const std::string_view> names;  // of low, low + 1 ...
};
constexpr std::array<Bounds, 6> bounds{{{"second", 0, 59, {}},
                                        {"minute", 0, 59, {}},
                                        {"hour", 0, 23, {}},
                                        {"day of month", 1, 31, {}},
                                        {"month", 1, 12, month_names},
                                        {"day of week", 0, 6, day_names}}};

std::vector<std::string_view> split(std::string_view text, std::string_view separators, bool keep_empty) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (keep_empty || end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::string_view> words(std::string_view text) {
  return split(text, " \t\n\v\f\r", false);
}

// Go's strconv.Atoi: a sign is allowed, and a negative number is refused afterwards.
std::optional<unsigned> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.size() > 9) return std::nullopt;
  unsigned value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(digit - '0');
  }
  return value;
}

std::optional<unsigned> parse_value(std::string_view text, const Bounds& field) {
  const auto same_letters = [text](std::string_view name) {
    return std::equal(text.begin(), text.end(), name.begin(), name.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
  };
  const auto name = std::find_if(field.names.begin(), field.names.end(), same_letters);
  if (name != field.names.end()) return field.low + static_cast<unsigned>(name - field.names.begin());
  return parse_number(text);
}

struct Range {
  unsigned first = 0;
  unsigned last = 0;
  unsigned step = 1;
  bool any = false;  // `*` or `?`
};

std::optional<Range> parse_range(std::string_view text, const Bounds& field) {
  const auto stepped = split(text, "/", true);
  const auto ends = split(stepped[0], "-", true);
  Range range{.first = field.low, .last = field.high, .any = ends[0] == "*" || ends[0] == "?"};
  if (stepped.size() > 2 || (!range.any && ends.size() > 2)) return std::nullopt;
  if (!range.any) {
    const auto first = parse_value(ends[0], field);
    const auto last = ends.size() == 2 ? parse_value(ends[1], field) : first;
    if (!first || !last) return std::nullopt;
    // `5/15` is `5-59/15`.
    range = {.first = *first, .last = ends.size() == 1 && stepped.size() == 2 ? field.high : *last};
  }
  if (stepped.size() == 1) return range;
  const auto step = parse_number(stepped[1]);
  if (!step) return std::nullopt;
  range.step = *step;
  return range;
}

std::string fault(const Range& range, const Bounds& field) {
  if (range.first < field.low) return fmt::format("{} {} is below {}", field.unit, range.first, field.low);
  if (range.last > field.high) return fmt::format("{} {} is above {}", field.unit, range.last, field.high);
  if (range.first > range.last) return fmt::format("{} range {}-{} runs backwards", field.unit, range.first, range.last);
  if (range.step == 0) return fmt::format("{} has a step of 0", field.unit);
  return {};
}

struct Field {
  std::uint64_t values = 0;
  bool any = false;
  std::string error;
};

Field parse_field(std::string_view text, const Bounds& bound) {
  Field field;
  for (const std::string_view part : split(text, ",", false)) {
    const auto range = parse_range(part, bound);
    if (!range) return {.error = fmt::format("`{}` is no {}", part, bound.unit)};
    if (std::string error = fault(*range, bound); !error.empty()) return {.error = std::move(error)};
    field.any = field.any || range->any;
    for (unsigned value = range->first; value <= range->last; value += range->step) field.values |= std::uint64_t{1} << value;
  }
  if (field.values == 0) field.error = fmt::format("`{}` is no {}", text, bound.unit);
  return field;
}

// robfig/cron v1.2.0, constantdelay.go: whole seconds, at least one.
CronReading parse_every(std::string_view duration) {
  const auto length = parse_go_duration(duration);
  if (!length) return {.schedule = std::nullopt, .error = fmt::format("`{}` is no duration", duration)};
  CronSchedule schedule;
  schedule.every = std::max<text::Seconds>(*length / 1'000'000'000, 1);
  return {.schedule = schedule, .error = {}};
}

CronReading parse_descriptor(std::string_view text) {
  constexpr std::string_view every = "@every ";
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> descriptors{{{"@yearly", "0 0 0 1 1 *"},
                                                                                      {"@annually", "0 0 0 1 1 *"},
                                                                                      {"@monthly", "0 0 0 1 * *"},
                                                                                      {"@weekly", "0 0 0 * * 0"},
                                                                                      {"@daily", "0 0 0 * * *"},
                                                                                      {"@midnight", "0 0 0 * * *"},
                                                                                      {"@hourly", "0 0 * * * *"}}};
  if (text.starts_with(every)) return parse_every(text.substr(every.size()));
  const auto known = std::find_if(descriptors.begin(), descriptors.end(), [&](const auto& entry) { return entry.first == text; });
  if (known == descriptors.end()) return {.schedule = std::nullopt, .error = fmt::format("`{}` is no known descriptor", text)};
  CronReading reading = parse_cron(known->second);
  reading.schedule->fields = 0;
  return reading;
}

constexpr std::string_view plural_end(std::size_t count) {
  return count == 1 ? "" : "s";
}

std::string six_fields(const std::vector<std::string_view>& five) {
  std::string day_of_week;
  for (const std::string_view item : split(five[4], ",", false)) {
    if (!day_of_week.empty()) day_of_week += ',';
    // crontab(5) also writes Sunday as 7.
    day_of_week += item == "7"            ? "0"
                   : item.ends_with("-7") ? fmt::format("{}6,0", item.substr(0, item.size() - 1))
                                          : std::string(item);
  }
  return fmt::format("0 {} {} {} {} {}", five[0], five[1], five[2], five[3], day_of_week);
}

}  // namespace

CronReading parse_cron(std::string_view text) {
  if (text.starts_with('@')) return parse_descriptor(text);
  const std::vector<std::string_view> written = words(text);
  if (written.size() != 5 && written.size() != 6)
    return {.schedule = std::nullopt,
            .error = fmt::format("it has {} field{}, not six", written.size(), plural_end(written.size()))};
  std::array<Field, 6> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    fields[i] = parse_field(i < written.size() ? written[i] : "*", bounds[i]);
    if (!fields[i].error.empty()) return {.schedule = std::nullopt, .error = fields[i].error};
  }
  return {.schedule = CronSchedule{.second = fields[0].values,
                                   .minute = fields[1].values,
                                   .hour = fields[2].values,
                                   .day_of_month = fields[3].values,
                                   .month = fields[4].values,
                                   .day_of_week = fields[5].values,
                                   .any_day_of_month = fields[3].any,
                                   .any_day_of_week = fields[5].any,
                                   .fields = written.size()},
          .error = {}};
}

std::size_t count_cron_fields(std::string_view text) {
  return text.starts_with('@') ? 0 : words(text).size();
}

std::optional<std::string> crontab_to_six_fields(std::string_view five_fields) {
  const std::vector<std::string_view> five = words(five_fields);
  if (five.size() != 5) return std::nullopt;
  std::string six = six_fields(five);
  return parse_cron(six).schedule ? std::optional(six) : std::nullopt;
}

}  // namespace safeops
