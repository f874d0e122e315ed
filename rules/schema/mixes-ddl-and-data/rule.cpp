#include <algorithm>

#include "rules/bulk_write.hpp"
#include "rules/effect_text.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

bool is_backfill(const SchemaEffect& effect) {
  const Kind kind = effect.effect->kind;
  const bool of_catalog = effect.effect->object.schema == "pg_catalog" || effect.effect->object.name.starts_with("pg_");
  if (effect.on_new_object || of_catalog) return false;
  if (kind == Kind::insert_rows) return bulk_write(*effect.facts) != nullptr;
  return kind == Kind::update_rows || kind == Kind::delete_rows || kind == Kind::merge_rows;
}

// Something new beside what exists changes nothing for those who use it.
bool changes_an_object(const SchemaEffect& effect) {
  if (effect.on_new_object || effect.recreated) return false;
  const Kind kind = effect.effect->kind;
  return effect.is_contract() || kind == Kind::add_column || kind == Kind::set_default || kind == Kind::drop_not_null ||
         kind == Kind::attach_partition || kind == Kind::create_index || kind == Kind::create_trigger;
}

const SchemaEffect* first(const MigrationStep& step, bool (*wanted)(const SchemaEffect&)) {
  const auto found = std::find_if(step.effects.begin(), step.effects.end(), wanted);
  return found == step.effects.end() ? nullptr : &*found;
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    const SchemaEffect* backfill = first(step, is_backfill);
    const SchemaEffect* schema = first(step, changes_an_object);
    if (!backfill || !schema) continue;
    out.add(
        {.place = backfill->place,
         .what = fmt::format("{} changes the schema and rows of {} in one migration", step.after->path,
                             backfill->effect->object.text()),
         .why = "In one transaction the locks of the schema change are held until the last row is written; in several, a failure "
                "half way leaves a schema without its rows. Neither part can be repeated or taken back alone.",
         .next = fmt::format("Leave what changes the schema ({}) in this migration and fill the rows in batches, in a job or a "
                             "migration after it.",
                             in_words(*schema->effect)),
         .related = {{schema->place, "the schema changes here"}}});
  }
}

}  // namespace

extern constinit const Rule schema_mixes_ddl_and_data{
    .title = "Schema change and backfill in one migration", .level = Level::warning, .check = check};

}  // namespace safeops::rules
