#include "rules/rule.hpp"
#include "change/statement_text.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      if (facts.statement->container != sql::Container::top_level) continue;
      for (const LongName& name : names_cut_short(*step.after, *facts.statement))
        out.add(
            {.place = step.after->place(name.span),
             .what = fmt::format("PostgreSQL cuts {} off after 63 bytes", name.text),
             .why =
                 "It only gives notice. Two long names can become one, and a later migration that names it in full works on the "
                 "shortened one, or on none where a tool compares names itself.",
             .next = fmt::format("Call it `{}`, or something shorter that says as much.", name.kept)});
    }
  }
}

}  // namespace

extern constinit const Rule schema_identifier_too_long{
    .title = "Name that PostgreSQL cuts off", .level = Level::note, .check = check};

}  // namespace safeops::rules
