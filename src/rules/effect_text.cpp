#include "rules/effect_text.hpp"

#include <fmt/format.h>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

// sql::Statement::names_computed
bool is_computed(const sql::Effect& effect) {
  constexpr std::string_view token = "%I";
  return effect.object.name == token || effect.object.schema == token || effect.member == token;
}

// "create a view whose name is put in when it runs"
std::string with_computed_name(sql::Effect::Kind kind) {
  std::string words(sql::to_string(kind));
  if (const std::size_t space = words.find(' '); space != words.npos) words.insert(space, " a");
  return words + " whose name is put in when it runs";
}

}  // namespace

std::string in_words(const sql::Effect& effect) {
  using Kind = sql::Effect::Kind;
  if (effect.kind == Kind::dynamic_sql && !effect.detail.empty()) return effect.detail;
  if (is_computed(effect)) return with_computed_name(effect.kind);
  std::string words(effect.kind == Kind::drop_other ? "drop" : sql::to_string(effect.kind));
  const bool any_target = effect.kind == Kind::rename || effect.kind == Kind::create_other;
  const bool names_target =
      any_target && effect.target != sql::Effect::Target::none && effect.target != sql::Effect::Target::other;
  if (names_target) words += fmt::format(" {}", sql::to_string(effect.target));

  const bool names_class = effect.kind == Kind::drop_other || effect.object.empty();
  if (names_class && !effect.detail.empty()) words += fmt::format(" {}", effect.detail);

  std::string name;
  if (!effect.object.empty()) name = effect.member.empty() ? effect.object.text() : member_name(effect);
  if (!name.empty()) words += fmt::format(" {}", name);
  if (!effect.renamed_to.empty()) words += fmt::format(" to {}", identifier(effect.renamed_to));
  return words;
}

}  // namespace safeops::rules
