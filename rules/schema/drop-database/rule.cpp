#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* drop : change.effects(sql::Effect::Kind::drop_database)) {
    const std::string database = drop->effect->object.text();
    out.add(contract_finding(
        *drop,
        {.what = fmt::format("database {} is dropped", database),
         .why = "All of its schemas and rows go at once and cannot be rolled back; the only way back is restoring the whole "
                "cluster from a backup.",
         .next = fmt::format("Take the statement out of the migrations: move every app off {}, take and restore-test a last "
                             "backup, and let the database's owner drop it by hand, or by its CNPG Database object.",
                             database)}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_database{
    .title = "Database dropped by a migration", .level = Level::error, .check = check};

}  // namespace safeops::rules
