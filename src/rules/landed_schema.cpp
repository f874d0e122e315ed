#include "rules/landed_schema.hpp"

#include <algorithm>

namespace safeops::rules {

std::vector<Related> made_here(const Change& change, const SchemaEffect& taken, std::initializer_list<sql::Effect::Kind> makers) {
  const auto makes = [&](const sql::Effect& effect) {
    return effect.object.may_be(taken.effect->object) && effect.member == taken.effect->member &&
           std::find(makers.begin(), makers.end(), effect.kind) != makers.end();
  };
  std::vector<Related> last;
  for (const Migration& migration : change.base().migrations())
    for (const sql::Statement& statement : migration.script().statements)
      for (const sql::Effect& effect : statement.effects)
        if (statement.direction == sql::Direction::up && makes(effect)) last = {{migration.place(effect.span), "made here"}};
  return last;
}

}  // namespace safeops::rules
