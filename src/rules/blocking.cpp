#include "rules/blocking.hpp"

#include <algorithm>
#include <set>

namespace safeops::rules {
namespace {

using sql::Relation;

Work work_on(const sql::Name& name, const sql::Cost& cost) {
  if (cost.rewrites.contains(name)) return Work::rewrite;
  if (cost.builds.contains(name)) return Work::index_build;
  return cost.scans.contains(name) ? Work::scan : Work::instant;
}

// What the text alone proves, for tables that the migrations at base do not tell of.
Work work_of(const sql::Command& command) {
  if (std::holds_alternative<sql::CreateIndex>(command.form) || std::holds_alternative<sql::Reindex>(command.form))
    return Work::index_build;
  const auto* vacuum = std::get_if<sql::Vacuum>(&command.form);
  const bool compacts = (vacuum && vacuum->full) || std::holds_alternative<sql::ClusterTable>(command.form);
  return compacts || std::holds_alternative<sql::Refresh>(command.form) ? Work::rewrite : Work::instant;
}

bool is_about_index(const sql::Command& command) {
  if (const auto* drop = std::get_if<sql::Drop>(&command.form)) return drop->object == sql::ObjectClass::index;
  if (const auto* alter = std::get_if<sql::AlterTable>(&command.form)) return alter->object == sql::ObjectClass::index;
  const auto* reindex = std::get_if<sql::Reindex>(&command.form);
  return reindex && reindex->scope == sql::Reindex::Scope::index;
}

bool holds_rows_or_answers(const Relation& relation) {
  return relation.kind != Relation::Kind::sequence && relation.kind != Relation::Kind::composite_type;
}

// The relations a statement is about, as it names them.
struct NamedRelations {
  std::vector<sql::Name> names;

  void operator()(const sql::AlterTable& alter) {
    names.push_back(alter.table);
    for (const sql::AlterAction& action : alter.actions)
      if (!action.related.empty()) names.push_back(action.related);
  }
  void operator()(const sql::Drop& drop) {
    for (const sql::Drop::Object& object : drop.objects) names.push_back(object.name);
  }
  void operator()(const sql::Rename& rename) { names.push_back(rename.name); }
  void operator()(const sql::SetSchema& set) { names.push_back(set.name); }
  void operator()(const sql::CreateView& create) { names.push_back(create.view); }
  void operator()(const sql::CreateIndex& create) { names.push_back(create.table); }
  void operator()(const sql::CreateTrigger& create) { names.push_back(create.table); }
  void operator()(const sql::CreateRule& create) { names.push_back(create.table); }
  void operator()(const sql::CreatePolicy& create) { names.push_back(create.table); }
  void operator()(const sql::Truncate& truncate) { names = truncate.tables; }
  void operator()(const sql::LockTable& lock) { names = lock.tables; }
  template <typename Other>
  void operator()(const Other&) {}
};

std::set<sql::Name> named_by(const StatementFacts& facts) {
  NamedRelations found;
  std::visit(found, facts.statement->command.form);
  std::set<sql::Name> named;
  for (const sql::Name& name : found.names) {
    const sql::Name whole = facts.base->whole(name);
    named.insert(whole);
    if (const Relation* relation = facts.base->relation(whole))
      for (const Relation* below : facts.base->descendants(*relation)) named.insert(below->name);
    if (const Relation* table = facts.base->table_of_index(whole)) named.insert(table->name);
  }
  return named;
}

// What is done to a table of this same change does not take long, whatever else is locked for it.
bool alters_new_table(const StatementFacts& facts) {
  const auto* alter = std::get_if<sql::AlterTable>(&facts.statement->command.form);
  if (!alter) return false;
  return std::any_of(facts.made_here.begin(), facts.made_here.end(),
                     [&](const sql::Name& name) { return name.may_be(alter->table); });
}

std::vector<BlockedTable> blocked_tables(const StatementFacts& facts) {
  const std::set<sql::Name> named = named_by(facts);
  const bool index = is_about_index(facts.statement->command);
  const Work proved = work_of(facts.statement->command);
  std::vector<BlockedTable> tables;
  for (const auto& [name, mode] : facts.cost.locks) {
    if (!sql::blocks_writes(mode) || facts.made_here.contains(name) || facts.base->table_of_index(name)) continue;
    const Relation* relation = facts.base->relation(name);
    if (relation && !holds_rows_or_answers(*relation)) continue;
    const bool unknown_index = !relation && index;
    tables.push_back({.name = name,
                      .text = unknown_index ? "the table of " + table_name(name) : table_name(name),
                      .mode = mode,
                      .work = relation ? work_on(name, facts.cost) : std::max(work_on(name, facts.cost), proved),
                      .named = unknown_index || named.contains(name)});
  }
  if (alters_new_table(facts))
    for (BlockedTable& table : tables) table.work = Work::instant;
  std::stable_sort(tables.begin(), tables.end(), [](const BlockedTable& a, const BlockedTable& b) {
    return std::pair(a.work, a.mode) > std::pair(b.work, b.mode);
  });
  return tables;
}

// VACUUM FULL, CLUSTER and REINDEX can be about every table there is, whatever the migrations say of it.
struct Maintenance {
  bool locks_out = false;

  LockHazard operator()(const sql::CreateIndex& create) const {
    return create.concurrently || !locks_out ? LockHazard::none : LockHazard::index_not_concurrent;
  }
  LockHazard operator()(const sql::Drop& drop) const {
    if (drop.object != sql::ObjectClass::index) return LockHazard::other_table;
    return drop.concurrently || !locks_out ? LockHazard::none : LockHazard::drop_index_not_concurrent;
  }
  LockHazard operator()(const sql::Reindex& reindex) const {
    using Scope = sql::Reindex::Scope;
    const bool one = reindex.scope == Scope::index || reindex.scope == Scope::table;
    if (reindex.concurrently || reindex.scope == Scope::system || (one && !locks_out)) return LockHazard::none;
    return LockHazard::reindex_not_concurrent;
  }
  LockHazard operator()(const sql::Refresh& refresh) const {
    return refresh.concurrently || !locks_out ? LockHazard::none : LockHazard::maintenance;
  }
  LockHazard operator()(const sql::Vacuum& vacuum) const {
    return vacuum.full && (locks_out || vacuum.tables.empty()) ? LockHazard::maintenance : LockHazard::none;
  }
  LockHazard operator()(const sql::ClusterTable& cluster) const {
    return locks_out || cluster.table.empty() ? LockHazard::maintenance : LockHazard::none;
  }
  LockHazard operator()(const sql::LockTable&) const { return locks_out ? LockHazard::maintenance : LockHazard::none; }
  LockHazard operator()(const sql::Truncate&) const { return LockHazard::none; }
  LockHazard operator()(const sql::Rename&) const { return LockHazard::none; }
  template <typename Other>
  LockHazard operator()(const Other&) const {
    return LockHazard::other_table;
  }
};

LockHazard hazard_of(const Blocking& blocking) {
  const LockHazard own = std::visit(Maintenance{!blocking.tables.empty()}, blocking.facts->statement->command.form);
  if (own != LockHazard::other_table) return own;
  switch (blocking.work) {
    case Work::rewrite:
      return LockHazard::rewrite;
    case Work::index_build:
      return LockHazard::index_build;
    case Work::scan:
      return LockHazard::scan;
    case Work::instant:
      break;
  }
  const bool other = std::any_of(blocking.tables.begin(), blocking.tables.end(), [](const auto& each) { return !each.named; });
  return other ? LockHazard::other_table : LockHazard::none;
}

std::string duration(const Blocking& blocking) {
  std::vector<std::string> names;
  for (const BlockedTable& table : blocking.tables)
    if (table.work == blocking.work) names.push_back(table.text);
  const std::string tables = joined(names);
  switch (blocking.work) {
    case Work::rewrite:
      return fmt::format("while every row of {} is written anew, with all indexes", tables);
    case Work::index_build:
      return fmt::format("while an index of {} is built", tables);
    case Work::scan:
      return fmt::format("while {} {} read from end to end", tables, names.size() == 1 ? "is" : "are");
    case Work::instant:
      break;
  }
  return "for a moment, and before that for as long as the statement waits for running transactions";
}

}  // namespace

text::Place Blocking::place() const {
  return facts->step->after->place(facts->statement->span);
}

std::string Blocking::in_words() const {
  std::vector<std::string> all, writes;
  for (const BlockedTable& table : tables) (table.reads() ? all : writes).push_back(table.text);
  std::string who;
  if (!all.empty()) who = "reads and writes of " + joined(all);
  if (!writes.empty()) who += (who.empty() ? "writes of " : ", and writes of ") + joined(writes);
  if (who.empty()) return "Reads and writes of one table after the other wait while all of it is written anew.";
  who.front() = who.front() == 'r' ? 'R' : 'W';
  return fmt::format("{} wait {}.", who, duration(*this));
}

std::string Blocking::first_table() const {
  const auto named = std::find_if(tables.begin(), tables.end(), [](const BlockedTable& each) { return each.named; });
  if (named != tables.end()) return named->text;
  return tables.empty() ? std::string{} : tables.front().text;
}

Blocking blocking_of(const StatementFacts& facts) {
  Blocking blocking{.facts = &facts, .tables = blocked_tables(facts)};
  if (!blocking.tables.empty()) blocking.work = blocking.tables.front().work;
  blocking.hazard = hazard_of(blocking);
  return blocking;
}

std::vector<Blocking> blocking_statements(const Change& change, LockHazard hazard) {
  std::vector<Blocking> found;
  for (const MigrationStep& step : change.migrations())
    for (const StatementFacts& facts : step.statements)
      if (Blocking blocking = blocking_of(facts); blocking.hazard == hazard) found.push_back(std::move(blocking));
  return found;
}

std::string table_name(const sql::Name& name) {
  return name.schema == "public" ? sql::Name{.schema = {}, .name = name.name}.text() : name.text();
}

std::string joined(const std::vector<std::string>& words, std::size_t most) {
  std::string text;
  const std::size_t shown = std::min(words.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == shown && shown == words.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + words[i];
  }
  if (shown < words.size()) text += fmt::format(" and {} more", words.size() - shown);
  return text;
}

}  // namespace safeops::rules
