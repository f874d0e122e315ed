#include "rules/effect_text.hpp"

#include <fmt/format.h>

#include "rules/contract_effect.hpp"

namespace safeops::rules {

std::string in_words(const sql::Effect& effect) {
  std::string words(sql::to_string(effect.kind));
  const bool names_target = effect.kind == sql::Effect::Kind::rename && effect.target != sql::Effect::Target::none;
  if (names_target) words += fmt::format(" {}", sql::to_string(effect.target));

  std::string name = effect.detail;
  if (!effect.object.empty()) name = effect.member.empty() ? effect.object.text() : member_name(effect);
  if (!name.empty()) words += fmt::format(" {}", name);
  if (!effect.renamed_to.empty()) words += fmt::format(" to {}", identifier(effect.renamed_to));
  return words;
}

}  // namespace safeops::rules
