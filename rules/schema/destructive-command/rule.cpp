#include "rules/rule.hpp"
#include "rules/new_commands.hpp"
#include "text/escape.hpp"

namespace safeops::rules {
namespace {

using Kind = DatabaseCommand::Kind;

// A command may carry a password; what tells it apart is at its beginning.
std::string shown(const DatabaseCommand& command) {
  constexpr std::size_t longest = 60;
  const std::string& text = command.words.text;
  return text::visible(text.size() > longest ? text.substr(0, longest) + "..." : text);
}

void report(const DatabaseCommand& command, Findings& out) {
  const bool wipes = command.kind == Kind::wipes;
  out.add(
      {.place = command.place(),
       .what = fmt::format("`{}` in {} {}", shown(command), command.text(),
                           wipes ? "drops or empties a database" : "takes landed migrations back"),
       .why = wipes
                  ? "It starts as soon as Flux applies the object, no plan, backup or approval is asked for, and only a restore "
                    "brings the data back."
                  : "The down scripts drop what the migrations added, with all that was written there since, and the app "
                    "version that is live may still use it.",
       .next = wipes ? "Take it out of the repository. What has to go from a schema goes as a contract step of a plan, one table "
                       "or column at a time."
                     : "Roll back with the flag and the app, and leave the expanded schema. What must go later is a contract "
                       "step of a plan.",
       .hard_stop = wipes});
}

void check(const Change& change, Findings& out) {
  for (const Kind kind : {Kind::wipes, Kind::undoes})
    for (const DatabaseCommand* command : new_commands(change, kind)) report(*command, out);
}

}  // namespace

extern constinit const Rule schema_destructive_command{
    .title = "A container wipes a database or takes its migrations back", .level = Level::error, .check = check};

}  // namespace safeops::rules
