#pragma once

#include <memory>
#include <string>
#include <vector>

#include "change/change.hpp"
#include "sql/catalog/lost_names.hpp"
#include "sql/query_file.hpp"

namespace safeops {

// A query of the version that keeps running, from a file that the policy names.
struct RunningQuery {
  const text::Source* source = nullptr;
  const sql::NamedQuery* query = nullptr;

  [[nodiscard]] std::string text() const;  // "GetUser", or "at queries/users.sql:12" where it has no name
};

// What a new statement takes from queries, and from which. None of its pointers is null, nor is `uses` empty.
struct LostName {
  struct Use {
    RunningQuery query;
    text::Place place;  // the name in the query, else the query
  };
  const MigrationStep* step = nullptr;
  const StatementFacts* statement = nullptr;
  sql::Lost lost;
  std::vector<Use> uses;  // in order of files
};

// What the policy names for a database and is not read, while migrations are judged that may be of that database.
struct UnreadFile {
  enum class Use { schema, queries };
  enum class Cause {
    missing,  // nothing matches
    unreadable,
    cut_off,  // the pattern was not compared with every path
    unused,   // no migration is of that database, and that of `step` is of none the policy names
  };
  Use use = Use::schema;
  Cause cause = Cause::unreadable;
  std::string database;
  const MigrationStep* step = nullptr;  // the first that is judged without it; it has statements
  std::string name;                     // a path, or the pattern
  std::string reason;                   // the end of a sentence about it: "is no SQL file of the base"; of `unused` empty
  text::Place place;                    // of what cannot be read, else of the pattern
};

struct RunningQueries {
  std::vector<LostName> lost;
  std::vector<UnreadFile> unread;

  std::vector<std::unique_ptr<sql::QueryFile>> files;  // that `lost` points into
};

// Of the databases whose migrations the change brings. The files are those of the base: what runs when the migrations do.
RunningQueries compare_queries(const Estate& base, Library& library, const std::deque<MigrationStep>& steps,
                               SchemaHistory& schemas);

}  // namespace safeops
