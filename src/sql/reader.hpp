#pragma once

#include <string>
#include <vector>

#include "sql/containment.hpp"
#include "sql/effects.hpp"
#include "sql/fragment.hpp"
#include "sql/scan.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

// The statements of one text and what went wrong with it, both with spans in the text.

struct Statements {
  std::vector<Finding> findings;  // in order
  std::vector<Problem> problems;
};

// Parses what a scan has found: the whole text at once where that is safe and works, else statement by statement, so that one
// bad statement does not hide the others. `text` is `scan`'s text with its blanks blanked out.
Statements read_statements(const std::string& text, const Scan& scan, Budget& budget);

// A parse in this process or, where `plain` is false, in a child.
Parsed parse_anywhere(const std::string& sql, Grammar grammar, bool plain, Budget& budget);

// The problem that a parse without a tree is; `whole` is the statement's span.
Problem problem_of(const Parsed& parsed, std::string_view text, Span whole);

// That of a text which a template language is still to fill in.
Problem templated(Span placeholder);

}  // namespace safeops::sql
