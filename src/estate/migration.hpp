#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "estate/embedded_text.hpp"
#include "estate/library.hpp"
#include "estate/resource.hpp"
#include "estate/scalar_place.hpp"
#include "sql/script.hpp"
#include "text/source.hpp"
#include "yaml/node.hpp"

namespace safeops {

// Is it the name of a file or of a ConfigMap's key that holds SQL, by its ending?
bool is_sql_name(std::string_view name);

// SQL that some mechanism will run: a migration file, or SQL that stands in a manifest.
struct Migration {
  enum class Carrier {
    file,        // a .sql file under a migrations path
    config_map,  // a key of a ConfigMap in a manifest
    bootstrap,   // CNPG bootstrap postInit*SQL
    job,         // what the command of a container, or a script, has psql run
  };

  std::string path;  // of the file that holds the SQL
  std::string name;  // unique and stable across revisions: the path, or "path#object#key"
  Carrier carrier = Carrier::file;
  git::Entry entry;                            // of the file
  const yaml::Node* node = nullptr;            // the scalar that holds the SQL; null for a file
  const EmbeddedText* embedded = nullptr;      // where only a part of that scalar is SQL, such as an argument in a shell script
  std::shared_ptr<const ScalarPlaces> places;  // of `node`
  const Resource* resource = nullptr;  // the object that carries it; for a file the ConfigMap it is generated into; may be null
  std::string database;                // CNPG Cluster name; "" when it cannot be told
  std::string database_reason;         // as DatabaseLink::reason

  Library* library = nullptr;  // reads and parses when asked, once

  [[nodiscard]] const text::Source& source() const;  // of the file
  [[nodiscard]] const sql::Script& script() const;
  [[nodiscard]] text::Place place() const;                // of the whole
  [[nodiscard]] text::Place place(sql::Span span) const;  // of a stretch of the script, in the file that holds it
  [[nodiscard]] std::string_view text() const;            // the SQL
  // The leading number that orders files in their directory ("001", "20260105101500", "2026-01-05", Flyway's "1.2"; for up.sql,
  // down.sql and migration.sql that of the directory); "" when there is none.
  [[nodiscard]] std::string_view number() const;
  [[nodiscard]] std::string_view directory() const;

 private:
  mutable const sql::Script* script_ = nullptr;  // the library's, once it has been asked for
};

}  // namespace safeops
