#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* detach : change.effects(sql::Effect::Kind::detach_partition)) {
    const bool inheritance = detach->effect->detail == "inheritance";
    const sql::Name& child = inheritance ? detach->effect->object : detach->effect->related;
    const sql::Name& parent = inheritance ? detach->effect->related : detach->effect->object;
    const std::string statement = inheritance ? fmt::format("ALTER TABLE {} NO INHERIT {}", child.text(), parent.text())
                                              : fmt::format("ALTER TABLE {} DETACH PARTITION {}{}", parent.text(), child.text(),
                                                            detach->facts->major >= 14 ? " CONCURRENTLY" : "");
    Finding finding = contract_finding(
        *detach,
        {.what = fmt::format("{} is taken out of {}", child.text(), parent.text()),
         .why = fmt::format("Its rows stay, but queries of the running version on {} no longer find them, and nothing says so.",
                            parent.text()),
         .next =
             remove_later(*detach, fmt::format("reading the rows of {} through {}", child.text(), parent.text()), statement)});
    if (!detach->step->in_contract()) finding.level = Level::warning;
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule schema_detach_partition{
    .title = "Rows of a partition vanish from its table", .level = Level::warning, .check = check};

}  // namespace safeops::rules
