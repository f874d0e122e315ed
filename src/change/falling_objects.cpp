#include "change/falling_objects.hpp"

#include <algorithm>

namespace safeops {
namespace {

std::vector<sql::Falling> of_drop(sql::Drop drop, const sql::Effect& effect, const sql::Catalog& schema) {
  std::erase_if(drop.objects,
                [&](const sql::Drop::Object& object) { return object.name != effect.object || object.member != effect.member; });
  return drop.objects.empty() ? std::vector<sql::Falling>{} : sql::falling_with(drop, schema);
}

std::vector<sql::Falling> of_alter(const sql::AlterTable& alter, const sql::Effect& effect, const sql::Catalog& schema) {
  using Kind = sql::AlterAction::Kind;
  const bool column = effect.kind == sql::Effect::Kind::drop_column;
  const Kind wanted = column ? Kind::drop_column : Kind::drop_constraint;
  const sql::Relation* table = schema.relation(alter.table);
  const auto action = std::find_if(alter.actions.begin(), alter.actions.end(), [&](const sql::AlterAction& each) {
    return each.kind == wanted && each.name == effect.member;
  });
  return table && action != alter.actions.end() ? sql::falling_with(*action, *table, schema) : std::vector<sql::Falling>{};
}

}  // namespace

std::vector<sql::Falling> falling_with(const SchemaEffect& drop) {
  const sql::Command::Form& form = drop.statement->command.form;
  const sql::Catalog& schema = *drop.facts->base;
  if (const auto* objects = std::get_if<sql::Drop>(&form)) return of_drop(*objects, *drop.effect, schema);
  if (const auto* alter = std::get_if<sql::AlterTable>(&form)) return of_alter(*alter, *drop.effect, schema);
  return {};
}

}  // namespace safeops
