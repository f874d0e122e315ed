#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/statement_line.hpp"

namespace safeops::rules {
namespace {

bool is_drop(const SchemaEffect& effect) {
  return effect.effect->detail == "policy dropped";
}

// It says what the table is already.
bool changes_nothing(const SchemaEffect& effect) {
  const sql::Relation* table = table_at_base(effect);
  if (!table) return false;
  if (is_drop(effect)) return effect.effect->if_exists && table->lacks(sql::ObjectClass::policy, effect.effect->member);
  return (effect.effect->detail == "enabled" && table->row_security) ||
         (effect.effect->detail == "forced" && table->force_row_security);
}

std::string what(const sql::Effect& effect) {
  const std::string table = effect.object.text();
  if (effect.member.empty()) return fmt::format("row security of {} is {}", table, effect.detail);
  const std::string_view verb = effect.detail == "policy dropped"   ? "is dropped"
                                : effect.detail == "policy changed" ? "is changed"
                                                                    : "restricts what others allow";
  return fmt::format("policy {} of {} {}", identifier(effect.member), table, verb);
}

std::string_view why(const sql::Effect& effect) {
  if (effect.member.empty() && effect.detail == "enabled")
    return "From then on a role that does not own the table sees no row that a policy does not name: queries of the running "
           "version "
           "do not fail, they come back empty, and its INSERTs are refused.";
  if (effect.member.empty())
    return "From then on the policies bind the table's owner too, who may be the role the running version logs in with: rows it "
           "wrote "
           "are out of its sight.";
  return "Rows that the running version reads or writes may be out of its reach: its queries do not fail, they come back with "
         "less.";
}

bool is_made_again(const SchemaEffect& drop) {
  const auto& statements = drop.step->statements;
  return is_drop(drop) && std::any_of(statements.begin(), statements.end(), [&](const StatementFacts& facts) {
           const auto* create = std::get_if<sql::CreatePolicy>(&facts.statement->command.form);
           return create && !create->alters && create->policy == drop.effect->member && create->table.may_be(drop.effect->object);
         });
}

Finding made_again(const SchemaEffect& drop) {
  return {.place = drop.place,
          .what = fmt::format("policy {} of {} is made again", identifier(drop.effect->member), drop.effect->object.text()),
          .why =
              "Where it allows less than the one before, rows go out of the running version's reach without an error; two "
              "expressions cannot be compared from here.",
          .next =
              "See that every row the old policy allowed is allowed by the new one; where one is not, this belongs into a "
              "contract step.",
          .related = {},
          .level = Level::note};
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* effect : change.effects(sql::Effect::Kind::row_security)) {
    if (changes_nothing(*effect)) continue;
    if (is_made_again(*effect)) {
      out.add(made_again(*effect));
      continue;
    }
    const std::string line = line_of(*effect, effect->statement->span);
    out.add(contract_finding(
        *effect, {.what = what(*effect->effect),
                  .why = std::string(why(*effect->effect)),
                  .next = fmt::format(
                      "Let permissive policies for every role that uses the table stand first, `CREATE POLICY ... ON {} "
                      "FOR ALL TO ... USING (...);`, try them with a role of its own, and then run `{};` {}.",
                      effect->effect->object.text(), line.empty() ? "ALTER TABLE ..." : line, in_contract_step(*effect))}));
  }
}

}  // namespace

extern constinit const Rule schema_row_security{
    .title = "Rows may vanish from the running app's sight", .level = Level::error, .check = check};

}  // namespace safeops::rules
