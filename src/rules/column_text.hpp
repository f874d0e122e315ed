#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// ADD COLUMN as it is written, taken apart.
struct ColumnText {
  std::string column;               // from ADD on, without the constraints below: "ADD COLUMN state text NOT NULL DEFAULT 'new'"
  std::vector<std::string> checks;  // "CHECK (state <> '')"
  std::string reference;            // "REFERENCES users (id) ON DELETE CASCADE"
  std::string value;                // the default's expression
};

// Of a column that a statement adds. Every part is empty where the text is too long to quote.
ColumnText column_text(const StatementFacts& facts, const std::string& column);

}  // namespace safeops::rules
