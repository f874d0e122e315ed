#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// Is it a whole file, and one that runs upwards? Down scripts and what stands in manifests are not.
bool is_up_file(const Migration& migration);

// Flyway's R__ files run again whenever they change.
bool is_repeatable(const Migration& migration);

// A number's parts without leading zeros: the same text for all spellings of one number.
std::string plain_number(std::string_view number);

// Two spellings of one number: 7 and 007, Flyway's 1.2 and 1_2.0.
bool same_number(std::string_view one, std::string_view other);

// Where numbers are given out, each once: the directory of the file, or of the one that carries the number (Diesel's up.sql), and
// for Flyway, which numbers V, U and B files apart from one another, the letter. Views into the migration.
using MigrationSeries = std::pair<std::string_view, char>;
MigrationSeries series_of(const Migration& migration);

// 2026-01-05 says when a file was written, and two can be of one day.
bool is_day(std::string_view number);

// The file as it landed, with the commit and the day: the other half of the story.
std::vector<Related> landed_here(const Change& change, const Migration& at_base);

}  // namespace safeops::rules
