#include "rules/new_commands.hpp"

#include <set>
#include <string>
#include <tuple>

namespace safeops::rules {
namespace {

using Key = std::tuple<std::string, std::string_view, std::string_view, std::string_view>;

// What is not seen is only the same where all that may bring it about is.
Key key_of(const DatabaseCommand& command) {
  const bool unseen = command.kind == DatabaseCommand::Kind::unseen && command.words.node;
  return {command.object().id().text(), command.resource->environment_name(), command.words.text,
          unseen ? command.words.node->text() : std::string_view{}};
}

}  // namespace

std::vector<const DatabaseCommand*> new_commands(const Change& change, DatabaseCommand::Kind kind) {
  std::vector<const DatabaseCommand*> found;
  const auto& commands = change.head().database_commands();
  if (commands.empty()) return found;
  std::set<Key> known;
  for (const DatabaseCommand& command : change.base().database_commands())
    if (command.kind == kind) known.insert(key_of(command));
  std::set<std::tuple<std::string, text::Span, std::string_view>> places;
  for (const DatabaseCommand& command : commands) {
    if (command.kind != kind || known.contains(key_of(command))) continue;
    const text::Place place = command.place();
    if (places.emplace(place.path(), place.span, command.words.text).second) found.push_back(&command);
  }
  return found;
}

}  // namespace safeops::rules
