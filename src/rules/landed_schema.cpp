#include "rules/landed_schema.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

struct Landed {
  const Migration* migration = nullptr;
  const sql::Effect* effect = nullptr;
};

void for_each_landed(const Change& change, const std::function<void(const Landed&)>& visit) {
  for (const Migration& migration : change.base().migrations()) {
    for (const sql::Statement& statement : migration.script().statements) {
      if (statement.direction != sql::Direction::up) continue;
      for (const sql::Effect& effect : statement.effects) visit({&migration, &effect});
    }
  }
}

struct Binding {
  Kind kind;
  std::string_view word;
};
constexpr Binding bindings[] = {
    {Kind::add_check, "check constraint"},  {Kind::add_unique, "unique constraint"},     {Kind::add_primary_key, "primary key"},
    {Kind::add_foreign_key, "foreign key"}, {Kind::add_exclude, "exclusion constraint"}, {Kind::create_index, "index"},
};

const Binding* binding_of(Kind kind) {
  const auto* found = std::find_if(std::begin(bindings), std::end(bindings), [&](const Binding& b) { return b.kind == kind; });
  return found == std::end(bindings) ? nullptr : found;
}

bool binds(const sql::Effect& effect, std::string_view column) {
  return binding_of(effect.kind) && std::find(effect.columns.begin(), effect.columns.end(), column) != effect.columns.end();
}

std::string described(const sql::Effect& binding) {
  const std::string_view word = binding_of(binding.kind)->word;
  if (binding.member.empty()) return fmt::format("{} on ({})", word, fmt::join(binding.columns, ", "));
  return fmt::format("{} {}", word, identifier(binding.member));
}

bool takes_away(const sql::Effect& later, const sql::Effect& binding) {
  if (later.kind == Kind::drop_index) return later.object.name == binding.member;
  const bool same_table = later.object.may_be(binding.object);
  if (later.kind == Kind::drop_constraint) return same_table && later.member == binding.member;
  return later.kind == Kind::drop_table && same_table;
}

// What was made and not taken away again.
std::vector<const sql::Effect*> standing(const Change& change, const std::function<bool(const sql::Effect&)>& wanted) {
  std::vector<const sql::Effect*> found;
  for_each_landed(change, [&](const Landed& landed) {
    std::erase_if(found, [&](const sql::Effect* binding) { return takes_away(*landed.effect, *binding); });
    if (wanted(*landed.effect)) found.push_back(landed.effect);
  });
  return found;
}

}  // namespace

std::vector<Related> made_here(const Change& change, const SchemaEffect& taken, std::initializer_list<Kind> makers) {
  Landed last;
  for_each_landed(change, [&](const Landed& landed) {
    const sql::Effect& made = *landed.effect;
    const bool same = made.object.may_be(taken.effect->object) && made.member == taken.effect->member;
    if (same && std::find(makers.begin(), makers.end(), made.kind) != makers.end()) last = landed;
  });
  if (!last.effect) return {};
  return {{last.migration->place(last.effect->span), "made here"}};
}

const sql::Effect* landed_constraint(const Change& change, const sql::Effect& named) {
  const auto found = standing(change, [&](const sql::Effect& made) {
    return binding_of(made.kind) && made.member == named.member && made.object.may_be(named.object);
  });
  return found.empty() ? nullptr : found.back();
}

std::string_view constraint_word(const sql::Effect* made) {
  const Binding* binding = made ? binding_of(made->kind) : nullptr;
  return binding ? binding->word : "constraint";
}

std::vector<std::string> falls_with_column(const Change& change, const sql::Effect& drop) {
  std::vector<std::string> names;
  for (const sql::Effect* binding :
       standing(change, [&](const sql::Effect& made) { return made.object.may_be(drop.object) && binds(made, drop.member); }))
    names.push_back(described(*binding));
  return names;
}

std::vector<std::string> foreign_keys_to(const Change& change, const sql::Name& table) {
  std::vector<std::string> names;
  for (const sql::Effect* key : standing(
           change, [&](const sql::Effect& made) { return made.kind == Kind::add_foreign_key && made.related.may_be(table); }))
    names.push_back(fmt::format("{} of {}", described(*key), key->object.text()));
  return names;
}

}  // namespace safeops::rules
