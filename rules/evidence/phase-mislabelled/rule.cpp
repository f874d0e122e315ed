#include <algorithm>
#include <array>

#include "rules/effect_text.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using sql::DeclaredPhase;

bool declared(const MigrationStep& step, DeclaredPhase phase) {
  return step.declared == phase || step.migration().script().declared == phase;
}

// Who says so. A header comment speaks for itself; a name has no line to show.
std::vector<Related> declaration(const MigrationStep& step, DeclaredPhase phase) {
  if (step.plan && step.declared == phase) {
    const auto& files = phase == DeclaredPhase::expand ? step.plan->expand : step.plan->contract;
    const auto named =
        std::find_if(files.begin(), files.end(), [&](const FileReference& file) { return file.path == step.after->path; });
    if (named != files.end()) return {{named->place, fmt::format("plan {} says so", step.plan->name)}};
  }
  const sql::Span header = step.migration().script().declared_span;
  if (header.begin == header.end) return {};
  return {{step.migration().place(header), "its header says so"}};
}

// Something a new version of the app may start to use.
const SchemaEffect* first_addition(const MigrationStep& step) {
  using Kind = sql::Effect::Kind;
  constexpr std::array additions = {Kind::create_table, Kind::create_type, Kind::create_sequence, Kind::add_column,
                                    Kind::add_enum_value};
  for (const SchemaEffect& effect : step.effects) {
    const Kind kind = effect.effect->kind;
    if (effect.is_expand() && std::find(additions.begin(), additions.end(), kind) != additions.end()) return &effect;
  }
  return nullptr;
}

void check_expand(const MigrationStep& step, const SchemaEffect& contract, Findings& out) {
  out.add(
      {.place = contract.place,
       .what = fmt::format("{} is declared expand and holds contract SQL: {}", step.after->path, in_words(*contract.effect)),
       .why = "An expand step lands while the old version runs and asks for no backup, window or approval; this statement breaks "
              "that version or destroys data.",
       .next =
           "Move the statement to a file of its own under the plan's `spec.contract`, for the time after the rollback window.",
       .related = declaration(step, DeclaredPhase::expand)});
}

void check_contract(const MigrationStep& step, const SchemaEffect& addition, Findings& out) {
  out.add(
      {.place = addition.place,
       .what = fmt::format("{} is declared contract and holds expand SQL: {}", step.after->path, in_words(*addition.effect)),
       .why =
           "What a contract step adds arrives after the app that may need it, and cannot land before the rollback window ends.",
       .next = "Move the statement to a file of its own under the plan's `spec.expand`, if a new version is to use it.",
       .related = declaration(step, DeclaredPhase::contract),
       .level = Level::note,
       .hard_stop = false});
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after) continue;
    const SchemaEffect* contract = step.first_contract();
    const SchemaEffect* addition = first_addition(step);
    if (contract && declared(step, DeclaredPhase::expand)) check_expand(step, *contract, out);
    if (addition && step.in_contract()) check_contract(step, *addition, out);
  }
}

}  // namespace

extern constinit const Rule evidence_phase_mislabelled{
    .title = "Migration does not do what its phase says", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
