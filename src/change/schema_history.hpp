#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "change/change.hpp"
#include "change/settlement.hpp"
#include "sql/catalog/catalog.hpp"
#include "sql/cost/cost.hpp"

namespace safeops {

// The schemas that the landed migrations built, one for each database, and what the statements of a change do to them.
class SchemaHistory {
 public:
  SchemaHistory(const Estate& base, const Estate& head, Library& library, const Target& target);

  // The schema of a migration's database at base: the dumps that the policy names, then migrations in the order of their numbers,
  // what runs forward only. What a dump holds already is not made twice.
  [[nodiscard]] const sql::Catalog& before(const Migration& migration);
  [[nodiscard]] const sql::Catalog& now(const Migration& migration) { return schema_of(migration).now; }
  // The Cluster whose schema that is; empty where none is known.
  [[nodiscard]] std::string database_of(const Migration& migration);
  // Replays the new statements of the steps on top of it, in their order, and writes down what each meets.
  void replay(std::deque<MigrationStep>& steps);

 private:
  struct Schema {
    sql::Catalog before;
    sql::Catalog now;
    Renames renames;
    bool certain = true;  // every statement so far was understood: what is not in the schema does not exist
  };
  std::string database_key(const Migration& migration);
  bool load_dumps(std::string_view database, Schema& schema);
  Schema& schema_of(const Migration& migration);
  static void land(const sql::Statement& statement, bool dumped, Schema& schema);
  static void run(StatementFacts& facts, const sql::Server& server, Schema& schema);
  // Of the environments it is run in, where that is known; null where no Cluster says what it is.
  [[nodiscard]] const Cluster* oldest_server_of(const Migration& migration) const;

  const Estate* base_;
  const Estate* head_;
  Library* library_;
  int major_;
  bool rows_known_;
  std::map<std::string, std::string> folders_;              // of migrations, to the database they are for
  std::map<std::string, std::unique_ptr<Schema>> schemas_;  // by database
};

}  // namespace safeops
