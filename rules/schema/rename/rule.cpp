#include "rules/contract_effect.hpp"
#include "rules/rename_advice.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Target = sql::Effect::Target;

// Names no query uses.
bool is_internal(Target target) {
  return target == Target::index || target == Target::trigger || target == Target::policy || target == Target::rule;
}

std::string what(const sql::Effect& rename) {
  const std::string old = rename.target == Target::enum_value ? fmt::format("'{}' of {}", rename.member, rename.object.text())
                          : rename.member.empty()             ? rename.object.text()
                                                              : member_name(rename);
  if (rename.kind == Kind::set_schema)
    return fmt::format("{} {} moves to schema {}", sql::to_string(rename.target), old, identifier(rename.renamed_to));
  const bool value = rename.target == Target::enum_value;
  return fmt::format("{} {} is renamed to {}", sql::to_string(rename.target), old,
                     value ? fmt::format("'{}'", rename.renamed_to) : identifier(rename.renamed_to));
}

void check_kind(const Change& change, Kind kind, Findings& out) {
  for (const SchemaEffect* rename : change.effects(kind)) {
    if (is_internal(rename->effect->target) || has_stand_in(*rename)) continue;
    out.add(contract_finding(
        *rename,
        {.what = what(*rename->effect),
         .why = "The running version uses the old name and fails with the next query; the new version fails until this has "
                "run. No moment suits both, and rolling the app back does not bring the old name back.",
         .next = rename_advice(*rename)}));
  }
}

void check(const Change& change, Findings& out) {
  check_kind(change, Kind::rename, out);
  check_kind(change, Kind::set_schema, out);
}

}  // namespace

extern constinit const Rule schema_rename{
    .title = "Renamed under the app that is running", .level = Level::error, .check = check};

}  // namespace safeops::rules
