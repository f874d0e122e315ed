#include "rules/rule.hpp"
#include "rules/backup_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const BackupProof& proof : backup_proofs(change)) {
    if (proof.verdict != BackupProof::Verdict::stale) continue;
    const std::string name = name_of(*proof.nearest);
    const text::Place said = proof.nearest->stopped_place;
    Anchor anchor = evidence_anchor(change, *proof.plan, said, fmt::format("the newest one, {}", name));
    out.add(
        {.place = anchor.place,
         .what = fmt::format("the newest backup of {} for plan {} does not count: {} {}", proof.where(), proof.plan->name, name,
                             staleness(change, proof, *proof.nearest)),
         .why = "Everything written since that backup would be lost with the columns and tables this step removes, or would have "
                "to be put together from WAL that nobody has tried.",
         .next = how_to_back_up(change, proof),
         .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_backup_stale{
    .title = "Backup is too old for the contract step", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
