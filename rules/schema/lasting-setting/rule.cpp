#include <algorithm>
#include <array>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Target = sql::Effect::Target;

struct Setting {
  std::string_view name;
  std::string_view harm;
};
constexpr std::array<Setting, 4> settings{{{"search_path", "names without a schema mean other tables from then on, or none"},
                                           {"role", "each session runs as another role, with other grants"},
                                           {"default_transaction_read_only", "each write fails"},
                                           {"session_replication_role", "triggers and foreign keys no longer fire"}}};

const Setting* setting_of(const sql::Effect& effect) {
  if (effect.target != Target::role && effect.target != Target::database) return nullptr;
  const auto found =
      std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) { return setting.name == effect.member; });
  return found == settings.end() ? nullptr : found;
}

// Nobody is logged in as a role that the same migration makes.
bool is_new_role(const SchemaEffect& effect) {
  const auto makes_it = [&](const SchemaEffect& other) {
    return other.effect->kind == Kind::create_other && other.effect->target == Target::role &&
           other.effect->object.name == effect.effect->object.name;
  };
  return effect.effect->target == Target::role && std::any_of(effect.step->effects.begin(), effect.step->effects.end(), makes_it);
}

void report(const SchemaEffect& effect, const Setting& setting, Findings& out) {
  const sql::Effect& set = *effect.effect;
  const std::string_view kind = set.target == Target::role ? "role" : "database";
  const std::string owner = set.object.name.empty() ? "every role" : fmt::format("{} {}", kind, identifier(set.object.name));
  const std::string value = set.detail.empty() ? "its default" : fmt::format("`{}`", set.detail);
  out.add(contract_finding(
      effect,
      {.what = fmt::format("{} gets {} as its {} for good", owner, value, set.member),
       .why = fmt::format("It holds for each new connection, of the running version and of the one you would roll back to: {}. "
                          "No rollback of the app takes it back.",
                          setting.harm),
       .next = fmt::format("Set it where the app connects (`options=-c {}=...` in its connection string), so that it goes back "
                           "with the app; or change it {}.",
                           set.member, in_contract_step(effect))}));
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* effect : change.effects(Kind::setting)) {
    const Setting* setting = setting_of(*effect->effect);
    if (setting && !is_new_role(*effect)) report(*effect, *setting, out);
  }
}

}  // namespace

extern constinit const Rule schema_lasting_setting{
    .title = "A setting of a role or database that outlives the session", .level = Level::error, .check = check};

}  // namespace safeops::rules
