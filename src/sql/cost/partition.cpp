#include "sql/cost/partition.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace safeops::sql {

namespace {

using Operator = Condition::Operator;
using Strategy = PartitionBound::Strategy;

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

// Negative, zero, positive as the first is before, equal to or after the second; none where that cannot be told. Constants of
// dates and times in one spelling order as text does.
std::optional<int> compare(const std::string& a, const std::string& b) {
  const auto left = number_of(a), right = number_of(b);
  if (left && right) return *left < *right ? -1 : *left > *right ? 1 : 0;
  if (left || right) return {};
  if (a == b) return 0;
  if (a.size() != b.size()) return {};
  return a < b ? -1 : 1;
}

std::vector<Condition> conditions_of(const Relation& table) {
  std::vector<Condition> conditions;
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == ConstraintDefinition::Kind::check && constraint.validated && constraint.enforced)
      conditions.insert(conditions.end(), constraint.check.conditions.begin(), constraint.check.conditions.end());
  return conditions;
}

bool is_not_null(const Relation& table, std::string_view column, const std::vector<Condition>& conditions) {
  const Column* found = table.column(column);
  if (found && found->not_null && found->not_null_proved) return true;
  return std::any_of(conditions.begin(), conditions.end(),
                     [&](const Condition& each) { return each.column == column && each.comparison == Operator::is_not_null; });
}

bool at_least(const std::vector<Condition>& conditions, std::string_view column, const std::string& bound) {
  if (bound == "minvalue") return true;
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& each) {
    const bool lower = each.comparison == Operator::greater || each.comparison == Operator::greater_or_equal ||
                       each.comparison == Operator::equal;
    if (each.column != column || !lower) return false;
    const auto order = compare(each.value, bound);
    return order && *order >= 0;
  });
}

bool below(const std::vector<Condition>& conditions, std::string_view column, const std::string& bound) {
  if (bound == "maxvalue") return true;
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& each) {
    if (each.column != column) return false;
    const auto order = compare(each.value, bound);
    if (each.comparison == Operator::less) return order && *order <= 0;
    const bool upper = each.comparison == Operator::less_or_equal || each.comparison == Operator::equal;
    return upper && order && *order < 0;
  });
}

bool is_value_of(const std::vector<Condition>& conditions, std::string_view column, const std::vector<std::string>& values) {
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& each) {
    return each.column == column && each.comparison == Operator::equal &&
           std::find(values.begin(), values.end(), each.value) != values.end();
  });
}

const Relation* default_partition(const Relation& parent, const Catalog& catalog) {
  for (const Relation* child : catalog.children(parent))
    if (child->bound && child->bound->strategy == Strategy::fallback) return child;
  return nullptr;
}

// Does the new partition lack an index that the parent has? Then it is built.
bool needs_index(const Relation& parent, const Relation& partition) {
  return std::any_of(parent.indexes.begin(), parent.indexes.end(), [&](const Index& wanted) {
    return std::none_of(partition.indexes.begin(), partition.indexes.end(), [&](const Index& has) {
      const auto same = [](const IndexElement& a, const IndexElement& b) {
        return a.column == b.column && a.expression.identity == b.expression.identity;
      };
      return has.unique == wanted.unique && has.method == wanted.method && has.parent.empty() &&
             has.predicate.identity == wanted.predicate.identity &&
             std::equal(has.elements.begin(), has.elements.end(), wanted.elements.begin(), wanted.elements.end(), same);
    });
  });
}

void check_leaves(const Relation& table, Ledger& ledger) {
  ledger.lock(table, LockMode::access_exclusive);
  ledger.scan(table);
  for (const Relation* leaf : ledger.catalog().descendants(table)) {
    ledger.lock(*leaf, LockMode::access_exclusive);
    ledger.scan(*leaf);
  }
}

}  // namespace

void lock_referring(const Relation& parent, Ledger& ledger) {
  if (ledger.major() < 12) return;
  for (const Relation* other : ledger.catalog().referencing(parent))
    ledger.lock(*other, ledger.major() >= 15 ? LockMode::share_row_exclusive : LockMode::access_share);
}

bool proves_not_null(const Expression& condition, std::string_view column) {
  return std::any_of(condition.conditions.begin(), condition.conditions.end(),
                     [&](const Condition& each) { return each.comparison == Operator::is_not_null && each.column == column; });
}

bool proves_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound) {
  if (key.columns.size() != 1 || key.columns.front().empty()) return false;
  const std::string& column = key.columns.front();
  const std::vector<Condition> conditions = conditions_of(table);
  const bool takes_null =
      bound.strategy == Strategy::list && std::find(bound.lower.begin(), bound.lower.end(), "") != bound.lower.end();
  if (!takes_null && !is_not_null(table, column, conditions)) return false;
  if (bound.strategy == Strategy::list) return is_value_of(conditions, column, bound.lower);
  if (bound.strategy != Strategy::range || bound.lower.size() != 1 || bound.upper.size() != 1) return false;
  return at_least(conditions, column, bound.lower.front()) && below(conditions, column, bound.upper.front());
}

void cost_default_partition(const Relation& parent, Ledger& ledger) {
  if (const Relation* fallback = default_partition(parent, ledger.catalog())) check_leaves(*fallback, ledger);
}

void cost_attach(const AlterAction& action, const Relation& parent, Ledger& ledger) {
  const Relation* partition = ledger.lock_named(action.related, LockMode::access_exclusive);
  if (!partition) return;
  ledger.lock_below(*partition, LockMode::access_exclusive);
  const bool proved = action.bound && proves_bound(*partition, parent.key, *action.bound);
  const bool everything =
      action.bound && action.bound->strategy == Strategy::fallback && ledger.catalog().children(parent).empty();
  if (!proved && !everything) check_leaves(*partition, ledger);
  if (needs_index(parent, *partition)) ledger.build_index(*partition);
  lock_referring(parent, ledger);
  if (parent.is_partition())  // whose bound its own parents know
    for (const Name& above : parent.parents) ledger.lock(above, LockMode::access_share);
  for (const Constraint& constraint : parent.constraints) {
    if (constraint.kind != ConstraintDefinition::Kind::foreign_key) continue;
    const auto same = [&](const Constraint& own) {
      return own.kind == constraint.kind && own.referenced == constraint.referenced && own.columns == constraint.columns;
    };
    if (std::any_of(partition->constraints.begin(), partition->constraints.end(), same)) {
      ledger.lock(constraint.referenced, LockMode::access_exclusive);
      continue;
    }
    ledger.lock(constraint.referenced, ledger.major() >= 12 ? LockMode::share_row_exclusive : LockMode::row_share);
    ledger.scan(*partition);
  }
  if (!action.bound || action.bound->strategy != Strategy::fallback) cost_default_partition(parent, ledger);
}

void cost_detach(const AlterAction& action, const Relation& parent, Ledger& ledger) {
  const bool watched = !parent.triggers.empty() || !ledger.catalog().referencing(parent).empty();  // triggers must be taken away
  const bool strong = (ledger.major() >= 14 || watched) && !action.concurrently && action.word != "finalize";
  const bool ends_strong = strong || action.concurrently || action.word == "finalize";
  const LockMode mode = ends_strong ? LockMode::access_exclusive : LockMode::share_update_exclusive;
  const Relation* partition = ledger.lock_named(action.related, mode);
  if (!partition) return;
  ledger.lock_below(*partition, LockMode::access_exclusive);
  for (const Constraint& constraint : parent.constraints)
    if (constraint.kind == ConstraintDefinition::Kind::foreign_key)
      ledger.lock(constraint.referenced, LockMode::share_row_exclusive);
  for (const Relation* other : ledger.catalog().referencing(parent)) ledger.lock(*other, LockMode::access_exclusive);
  if (const Relation* fallback = default_partition(parent, ledger.catalog()); fallback && !action.concurrently)
    ledger.lock(*fallback, LockMode::access_exclusive);
}

}  // namespace safeops::sql
