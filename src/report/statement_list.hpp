#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "gate/verdict.hpp"

namespace safeops::report {

// A statement of a change, or a stretch of SQL that could not be read as one, and the findings that point into it.
struct StatementEntry {
  const StatementFacts* facts = nullptr;  // null for what could not be read
  text::Place place;
  std::vector<const Judged*> findings;
};

// In the order of files and lines. Findings about a file as a whole go to its first statement.
std::vector<StatementEntry> list_statements(const Change& change, const Verdict& verdict);

// A relation as it is called where the statement stands: without its schema when the search path holds that. Not quoted.
std::string relation_text(const sql::Name& name, const StatementFacts& facts);

std::string_view rerun_word(StatementFacts::Rerun rerun);

}  // namespace safeops::report
