#include <algorithm>
#include <map>

#include "rules/bulk_write.hpp"
#include "rules/lock_wait.hpp"

namespace safeops::rules {
namespace {

// A table that a statement of the transaction has locked.
struct Held {
  const StatementFacts* since = nullptr;
  sql::LockMode mode = sql::LockMode::access_share;
};
using HeldTables = std::map<sql::Name, Held>;

bool sleeps(const StatementFacts& facts) {
  const auto* run = std::get_if<sql::RunQuery>(&facts.statement->command.form);
  return run && std::any_of(run->query.calls.begin(), run->query.calls.end(),
                            [](const sql::FunctionCall& call) { return call.name.name.starts_with("pg_sleep"); });
}

// What takes long in a statement, as far as one can tell; empty for nothing.
std::string long_work(const StatementFacts& facts) {
  const auto old = [&](const std::set<sql::Name>& tables) {
    return std::find_if(tables.begin(), tables.end(),
                        [&](const sql::Name& name) { return !facts.made_here.contains(name) && facts.base->relation(name); });
  };
  const sql::Cost& cost = facts.cost;
  if (sleeps(facts)) return "the session sleeps";
  if (const sql::Query::Write* write = bulk_write(facts))
    return fmt::format("rows of {} are written", table_name(facts.base->whole(write->table)));
  const bool query = std::holds_alternative<sql::RunQuery>(facts.statement->command.form);
  if (query || std::holds_alternative<sql::Truncate>(facts.statement->command.form)) return {};
  if (const auto table = old(cost.rewrites); table != cost.rewrites.end())
    return fmt::format("{} is written anew", table_name(*table));
  if (const auto table = old(cost.builds); table != cost.builds.end())
    return fmt::format("an index of {} is built", table_name(*table));
  if (const auto table = old(cost.scans); table != cost.scans.end()) return fmt::format("all of {} is read", table_name(*table));
  return {};
}

Finding finding_for(const StatementFacts& facts, const sql::Name& table, const Held& held, const std::string& meanwhile) {
  const std::string_view what = sql::blocks_reads(held.mode) ? "reads and writes" : "writes";
  return {.place = facts.step->after->place(facts.statement->span),
          .what = fmt::format("{} stays locked while {}", table_name(table), meanwhile),
          .why = fmt::format(
              "Locks are held until the transaction ends, so {} of {} wait for this statement too, however quick the one was "
              "that took the lock.",
              what, table_name(table)),
          .next = "Put the two into migrations of their own, so that each commits before the other begins.",
          .related = {{held.since->step->after->place(held.since->statement->span), "the lock is taken here"}}};
}

// A second table waited for while readers of the first stand still.
const BlockedTable* second_table(const LockWait& wait, const HeldTables& held) {
  if (wait.timeout || wait.blocking.work != Work::instant) return nullptr;
  const bool other_is_held =
      std::any_of(held.begin(), held.end(), [](const auto& each) { return sql::blocks_reads(each.second.mode); });
  for (const BlockedTable& table : wait.blocking.tables)
    if (other_is_held && table.reads() && table.named && !held.contains(table.name)) return &table;
  return nullptr;
}

class TransactionWatch {
 public:
  explicit TransactionWatch(Findings& out) : out_(out) {}

  void see(const StatementFacts& facts, const LockWait* wait) {
    if (!told_) tell(facts, wait);
    if (!wait) return;
    for (const BlockedTable& table : wait->blocking.tables) {
      Held& held = held_.try_emplace(table.name, Held{&facts}).first->second;
      held.mode = std::max(held.mode, table.mode);
    }
  }

 private:
  void tell(const StatementFacts& facts, const LockWait* wait) {
    if (const std::string work = long_work(facts); !work.empty()) {
      for (const auto& [table, held] : held_) {
        if (facts.cost.locks_at_least(table, held.mode)) continue;
        out_.add(finding_for(facts, table, held, work));
        told_ = true;
        return;
      }
    }
    const BlockedTable* second = wait ? second_table(*wait, held_) : nullptr;
    if (!second) return;
    const auto first =
        std::find_if(held_.begin(), held_.end(), [](const auto& each) { return sql::blocks_reads(each.second.mode); });
    Finding finding = finding_for(facts, first->first, first->second, fmt::format("the lock on {} is waited for", second->text));
    finding.next += " Or put `SET lock_timeout = '2s';` in front of both.";
    out_.add(std::move(finding));
    told_ = true;
  }

  Findings& out_;
  HeldTables held_;
  bool told_ = false;
};

void report(const MigrationStep& step, Findings& out) {
  const std::vector<LockWait> waits = lock_waits(step);
  std::map<std::uint32_t, TransactionWatch> watches;
  auto wait = waits.begin();
  for (const StatementFacts& facts : step.statements) {
    const LockWait* own = wait != waits.end() && wait->blocking.facts == &facts ? &*wait++ : nullptr;
    const std::uint32_t number = step.enclosure(facts).number;
    watches.try_emplace(number, out).first->second.see(facts, own);
  }
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations())
    if (step.after && !step.statements.empty()) report(step, out);
}

}  // namespace

extern constinit const Rule lock_held_too_long{
    .title = "Lock held while something slow runs", .level = Level::warning, .check = check};

}  // namespace safeops::rules
