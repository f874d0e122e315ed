#include <algorithm>
#include <array>

#include "rules/effect_text.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using sql::DeclaredPhase;

bool is_declared(const MigrationStep& step, DeclaredPhase phase) {
  return step.declared == phase || step.migration().script().declared == phase;
}

// Who says so. A name has no line to show.
struct Declaration {
  std::string by;
  std::vector<Related> related;
};

Declaration declaration(const MigrationStep& step, DeclaredPhase phase) {
  if (step.plan && step.declared == phase) {
    const std::string by = fmt::format("plan {}", step.plan->name);
    const auto& files = phase == DeclaredPhase::expand ? step.plan->expand : step.plan->contract;
    const auto named =
        std::find_if(files.begin(), files.end(), [&](const FileReference& file) { return file.path == step.after->path; });
    if (named != files.end()) return {by, {{named->place, by + " says so"}}};
  }
  const sql::Span header = step.migration().script().declared_span;
  if (header.begin == header.end) return {"its name", {}};
  return {"its header", {{step.migration().place(header), "the header says so"}}};
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

// `finding` says why and what next; where and what is said alike of both.
void report(const MigrationStep& step, DeclaredPhase phase, const SchemaEffect& effect, Finding finding, Findings& out) {
  Declaration declared = declaration(step, phase);
  const bool expands = phase == DeclaredPhase::expand;
  finding.place = effect.place;
  finding.what = fmt::format("{} is {} step by {} and holds {} SQL: {}", step.after->path, expands ? "an expand" : "a contract",
                             declared.by, expands ? "contract" : "expand", in_words(*effect.effect));
  finding.related = std::move(declared.related);
  out.add(std::move(finding));
}

void check_expand(const MigrationStep& step, const SchemaEffect& contract, Findings& out) {
  report(
      step, DeclaredPhase::expand, contract,
      {.why = "An expand step lands while the old version runs and asks for no backup, window or approval; this statement breaks "
              "that version or destroys data.",
       .next =
           "Move the statement to a file of its own under the plan's `spec.contract`, for the time after the rollback window."},
      out);
}

void check_contract(const MigrationStep& step, const SchemaEffect& addition, Findings& out) {
  report(
      step, DeclaredPhase::contract, addition,
      {.why =
           "What a contract step adds arrives after the app that may need it, and cannot land before the rollback window ends.",
       .next = "Move the statement to a file of its own under the plan's `spec.expand`, if a new version is to use it.",
       .level = Level::note,
       .hard_stop = false},
      out);
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after) continue;
    const SchemaEffect* contract = step.first_contract();
    const SchemaEffect* addition = first_addition(step);
    if (contract && is_declared(step, DeclaredPhase::expand)) check_expand(step, *contract, out);
    if (addition && step.in_contract()) check_contract(step, *addition, out);
  }
}

}  // namespace

extern constinit const Rule evidence_phase_mislabelled{
    .title = "Migration does not do what its phase says", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
