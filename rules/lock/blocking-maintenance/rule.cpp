#include <algorithm>

#include "rules/blocking.hpp"

namespace safeops::rules {
namespace {

struct Advice {
  std::string what;
  std::string next;
};

Advice refresh_advice(const sql::Refresh& refresh, const sql::Catalog& schema) {
  const std::string view = table_name(schema.whole(refresh.view));
  const sql::Relation* relation = schema.relation(refresh.view);
  const auto suits = [](const sql::Index& index) { return index.unique && !index.predicate; };
  const bool ready = relation && std::any_of(relation->indexes.begin(), relation->indexes.end(), suits);
  const std::string unique =
      ready ? "" : fmt::format("`CREATE UNIQUE INDEX ON {} (...);` over columns that tell its rows apart, then ", view);
  return {fmt::format("materialized view {} is refreshed while nobody can read it", view),
          fmt::format("Run {}`REFRESH MATERIALIZED VIEW CONCURRENTLY {};`, which lets readers see the old rows meanwhile.",
                      unique, view)};
}

Advice compact_advice(std::string_view command, const std::string& table) {
  return {
      fmt::format("{} of {} locks everybody out", command, table.empty() ? "every table" : table),
      fmt::format(
          "Leave it out of migrations. `VACUUM (ANALYZE){};` makes the space usable again without blocking anybody; to give it "
          "back to the disk use pg_repack or an announced maintenance window.",
          table.empty() ? "" : " " + table)};
}

struct MaintenanceAdvice {
  const sql::Catalog& schema;
  const Blocking& blocking;

  Advice operator()(const sql::Refresh& refresh) const { return refresh_advice(refresh, schema); }
  Advice operator()(const sql::Vacuum& vacuum) const {
    return compact_advice("VACUUM FULL", vacuum.tables.empty() ? "" : blocking.first_table());
  }
  Advice operator()(const sql::ClusterTable& cluster) const {
    return compact_advice("CLUSTER", cluster.table.empty() ? "" : blocking.first_table());
  }
  Advice operator()(const sql::LockTable&) const {
    const std::string table = blocking.first_table();
    return {fmt::format("LOCK TABLE {} holds the table until the end of the transaction", table),
            fmt::format("Take it out: DDL takes the locks it needs by itself. Where two sessions must not do the same, "
                        "`SELECT pg_advisory_xact_lock(...);` keeps them apart and leaves {} alone.",
                        table)};
  }
  template <typename Other>
  Advice operator()(const Other&) const {
    return {};
  }
};

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::maintenance)) {
    const StatementFacts& facts = *blocking.facts;
    Advice advice = std::visit(MaintenanceAdvice{*facts.base, blocking}, facts.statement->command.form);
    out.add(
        {.place = blocking.place(), .what = std::move(advice.what), .why = blocking.in_words(), .next = std::move(advice.next)});
  }
}

}  // namespace

extern constinit const Rule lock_blocking_maintenance{
    .title = "Maintenance that locks everybody out", .level = Level::error, .check = check};

}  // namespace safeops::rules
