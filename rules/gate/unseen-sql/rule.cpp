#include "rules/rule.hpp"
#include "rules/new_commands.hpp"
#include "text/escape.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const DatabaseCommand* command : new_commands(change, DatabaseCommand::Kind::unseen)) {
    const bool is_key = command->object().is("", "Secret") || command->object().is("", "ConfigMap");
    out.add(
        {.place = command->place(),
         .what = is_key ? fmt::format("SQL that cannot be read: key {} of {}", text::visible(command->container), command->text())
                        : fmt::format("psql in {} runs what cannot be read here", command->text()),
         .why = "It may drop what the running version uses. No rule has looked at it.",
         .next =
             "Put the SQL in a file or a ConfigMap of this repository and give psql that file. Passwords belong into a Secret of "
             "their own, read with `\\getenv` or `:'variable'`."});
  }
}

}  // namespace

extern constinit const Rule gate_unseen_sql{.title = "psql runs what no file shows", .level = Level::error, .check = check};

}  // namespace safeops::rules
